namespace Triad.Core.Audit;

/// <summary>What a verification found.</summary>
/// <param name="Chains">How many chains there are.</param>
/// <param name="Records">How many records have the right hash.</param>
/// <param name="Findings">What is wrong.</param>
/// <param name="Torn">The parts whose last line is half written, as a kill leaves it: that is no tampering.</param>
/// <param name="Heads">Each chain's last record as it was found: keep them elsewhere, and a later verification finds whatever was taken away since.</param>
public sealed record AuditReport(
    int Chains, long Records, IReadOnlyList<AuditFinding> Findings, IReadOnlyList<string> Torn, IReadOnlyList<AuditHead> Heads)
{
    /// <summary>True where nothing is wrong.</summary>
    public bool IsWhole => Findings.Count == 0;
}
