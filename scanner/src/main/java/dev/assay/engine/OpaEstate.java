package dev.assay.engine;

import dev.assay.rego.value.RegoArray;
import dev.assay.rego.value.RegoObject;
import dev.assay.rego.value.RegoString;
import dev.assay.rego.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** The documents of one audit on an OPA server, with a mark of whose they are. */
final class OpaEstate {
  private final OpaServer server;
  private final List<String> documents;
  private final String run;

  private OpaEstate(OpaServer server, List<String> documents, String run) {
    this.server = server;
    this.documents = documents;
    this.run = run;
  }

  /**
   * Puts documents where the server has none, or those of an audit before.
   *
   * @param data an object by the documents' names
   * @throws EngineException if a document is somebody's own, or the server does not take them
   */
  static OpaEstate put(OpaServer server, RegoObject data) {
    List<String> names = data.keys().stream().map(key -> ((RegoString) key).value()).toList();
    refuseOverwriting(server, names);
    String run = UUID.randomUUID().toString();
    List<Value> changes = new ArrayList<>();
    data.forEach((name, value) -> changes.add(add(((RegoString) name).value(), value)));
    changes.add(add(EngineModule.RUN, RegoString.of(run)));
    OpaServer.Reply reply = server.patchData(RegoArray.of(changes));
    if (!reply.ok()) {
      throw new EngineException(server + " does not take the estate: " + reply.message());
    }
    List<String> documents = new ArrayList<>(names);
    documents.add(EngineModule.RUN);
    return new OpaEstate(server, documents, run);
  }

  private static void refuseOverwriting(OpaServer server, List<String> names) {
    StringBuilder query = new StringBuilder("ours := [true | data." + EngineModule.RUN + "]");
    names.forEach(name -> query.append("; %s := [true | data.%s]".formatted(name, name)));
    OpaServer.Reply reply = server.query(query.toString());
    if (!reply.ok()
        || !(reply.body() instanceof RegoObject body)
        || !(body.get("result") instanceof RegoArray rows)
        || rows.size() != 1
        || !(rows.get(0) instanceof RegoObject found)) {
      throw new EngineException(server + " cannot be asked what it holds: " + reply.message());
    }
    for (String name : names) {
      if (!holds(found, "ours") && holds(found, name)) {
        throw new EngineException(
            server + " has a document data." + name + " of its own: use an OPA without");
      }
    }
  }

  private static boolean holds(RegoObject found, String name) {
    return found.get(name) instanceof RegoArray a && a.size() > 0;
  }

  private static Value add(String name, Value value) {
    return new RegoObject.Builder(3)
        .put("op", "add")
        .put("path", "/" + name)
        .put("value", value)
        .build();
  }

  /** What tells these documents from any other audit's. */
  String run() {
    return run;
  }

  /** Takes the documents away, unless another audit has put its own in their place. */
  void remove() {
    OpaServer.Reply mark = server.get(EngineModule.RUN);
    if (!(mark.body() instanceof RegoObject o) || !EngineModule.says(o.get("result"), run)) {
      return;
    }
    List<Value> changes = new ArrayList<>();
    documents.forEach(
        name ->
            changes.add(
                new RegoObject.Builder(2).put("op", "remove").put("path", "/" + name).build()));
    OpaServer.Reply reply = server.patchData(RegoArray.of(changes));
    if (!reply.ok()) {
      throw new EngineException(server + " keeps the estate: " + reply.message());
    }
  }
}
