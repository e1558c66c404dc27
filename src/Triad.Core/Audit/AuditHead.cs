namespace Triad.Core.Audit;

/// <summary>How far a chain had got at least: a later look at the chain must find that record.</summary>
/// <param name="Chain">The chain.</param>
/// <param name="Sequence">The number of its last record.</param>
/// <param name="Hash">That record's hash: 64 hexadecimal digits.</param>
public sealed record AuditHead(string Chain, long Sequence, string Hash);
