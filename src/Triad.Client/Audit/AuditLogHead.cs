namespace Triad.Client;

/// <summary>How far a chain of the audit log had got at least.</summary>
/// <param name="Chain">The chain.</param>
/// <param name="Sequence">The number of its last record.</param>
/// <param name="Hash">That record's hash: 64 hexadecimal digits.</param>
/// <param name="IsSigned">False where the platform's signature of it is not right: somebody has written it anew.</param>
public sealed record AuditLogHead(string Chain, long Sequence, string Hash, bool IsSigned);
