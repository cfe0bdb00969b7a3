/// The request's deadline passed while a document was looked at.
struct DeadlinePassed: Error {}
