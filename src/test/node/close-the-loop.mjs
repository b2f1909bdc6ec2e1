// A loop from referral to outcome, with a FHIR client that knows nothing of this hub.
import Client from 'fhir-kit-client';

const BASE = 'https://eenplan.example/fhir';
const as = (token) => new Client({ baseUrl: `${process.env.HUB}/fhir`, bearerToken: token });
const lv = as(process.env.LV);
const woej = as(process.env.WOEJ);
const coded = (system, code) => ({ coding: [{ system, code }] });

const patient = await lv.create({ resourceType: 'Patient', body: {
  resourceType: 'Patient',
  identifier: [{ system: 'http://fhir.nl/fhir/NamingSystem/bsn', value: process.env.BSN }],
  name: [{ family: 'Verzonnen', given: ['Kit'] }],
  telecom: [{ system: 'phone', value: '06-99999998' }],
} });
const subject = { reference: `Patient/${patient.id}` };
await lv.create({ resourceType: 'Consent', body: {
  resourceType: 'Consent', status: 'active', patient: subject,
  scope: coded('http://terminology.hl7.org/CodeSystem/consentscope', 'patient-privacy'),
  category: [coded('http://loinc.org', '59284-0')],
  provision: {
    type: 'permit',
    purpose: [{ system: `${BASE}/CodeSystem/purpose`, code: 'participation' }],
    actor: [{ role: { coding: [{ code: 'IRCP' }] }, reference: { reference: 'Organization/st-woej' } }],
    class: ['identity', 'contact', 'referral-question'].map((code) => ({ system: `${BASE}/CodeSystem/data-category`, code })),
  },
} });
const order = await lv.create({ resourceType: 'ServiceRequest', body: {
  resourceType: 'ServiceRequest', status: 'active', intent: 'order', subject,
  category: [coded(`${BASE}/CodeSystem/purpose`, 'participation')],
  code: { text: 'Wil onder de mensen komen' },
} });
const task = await lv.create({ resourceType: 'Task', body: {
  resourceType: 'Task', status: 'requested', intent: 'order', for: subject,
  focus: { reference: `ServiceRequest/${order.id}` },
  requester: { reference: 'Organization/lv' }, owner: { reference: 'Organization/st-woej' },
} });

const move = async (change) => {
  const read = await woej.read({ resourceType: 'Task', id: task.id });
  await woej.update({ resourceType: 'Task', id: task.id, body: { ...read, ...change },
    options: { headers: { 'If-Match': `W/"${read.meta.versionId}"` } } });
};
const inbox = await woej.search({ resourceType: 'Task', searchParams: { _id: task.id } });
console.log(`inbox ${inbox.entry.length}`);
const seen = await woej.read({ resourceType: 'Patient', id: patient.id });
console.log(`name ${seen.name[0].family}, identifiers ${(seen.identifier ?? []).length}`);
await move({ status: 'accepted' });
await move({ status: 'in-progress' });
await move({ status: 'completed', output: [{
  type: coded(`${BASE}/CodeSystem/data-category`, 'outcome'),
  valueCodeableConcept: coded(`${BASE}/CodeSystem/outcome`, 'participates'),
}] });
const closed = await lv.read({ resourceType: 'Task', id: task.id });
console.log(`closed ${closed.status} ${closed.output[0].valueCodeableConcept.coding[0].code}`);
