namespace Triad.Core.Audit;

/// <summary>Something wrong, and where.</summary>
/// <param name="Fault">What is wrong.</param>
/// <param name="Chain">In which chain.</param>
/// <param name="Part">The name of the part; empty where no part has it.</param>
/// <param name="Line">The line in the part, from 1; 0 where no line has it.</param>
/// <param name="Message">One sentence for a person.</param>
public sealed record AuditFinding(AuditFault Fault, string Chain, string Part, long Line, string Message);
