import "htmx.org";

// What a page does beyond links and forms. All of it can be read, and sent, without this.

// A form that is on its way is not sent twice. The hub would answer it once anyhow.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method !== "post" || event.defaultPrevented) {
    return;
  }
  if (form.dataset.sent) {
    event.preventDefault();
    return;
  }
  form.dataset.sent = "yes";
  form.querySelectorAll("button").forEach((button) => button.setAttribute("aria-disabled", "true"));
});

// Back to a page that the browser kept: its forms can be sent again.
window.addEventListener("pageshow", (event) => {
  if (event.persisted) {
    window.location.reload();
  }
});

document.addEventListener("click", (event) => {
  if (event.target.closest("[data-print]")) {
    window.print();
  }
});

// A file that is larger than the hub takes in is told before it is sent.
document.addEventListener("change", (event) => {
  const { most, tooLarge } = event.target.dataset;
  if (most) {
    const large = [...event.target.files].some((file) => file.size > Number(most));
    event.target.setCustomValidity(large ? tooLarge : "");
    event.target.reportValidity();
  }
});

// What is wrong, or what was done, is where reading begins.
const first = (part) => part?.querySelector?.("[data-first]")?.focus();
first(document);
document.addEventListener("htmx:afterSettle", (event) => first(event.detail.elt));
