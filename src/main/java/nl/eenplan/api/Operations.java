package nl.eenplan.api;

import java.util.List;

/** What can be asked about one kind of thing. */
interface Operations {

  List<Operation> operations();
}
