namespace Triad.Core.Audit;

/// <summary>Finds whatever was changed, removed or reordered in the chains of an audit log.</summary>
public static class AuditVerifier
{
    /// <summary>Looks at every line.</summary>
    /// <param name="parts">All parts, however ordered.</param>
    /// <param name="heads">Records that chains are known to have had: the platform's signed ones, and those that somebody kept elsewhere.</param>
    /// <param name="open">Opens a part.</param>
    /// <param name="mayBeginLater">True where the first parts of chains may lie elsewhere, such as those of days that were archived.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<AuditReport> VerifyAsync(
        IEnumerable<AuditPartName> parts,
        IReadOnlyCollection<AuditHead> heads,
        Func<AuditPartName, CancellationToken, Task<Stream>> open,
        bool mayBeginLater,
        CancellationToken cancellationToken)
    {
        var (findings, torn, found) = (new List<AuditFinding>(), new List<string>(), new List<AuditHead>());
        var known = heads.ToLookup(head => head.Chain, StringComparer.Ordinal);
        long records = 0;
        var chains = parts.GroupBy(part => part.Chain, StringComparer.Ordinal).OrderBy(chain => chain.Key, StringComparer.Ordinal).ToList();
        foreach (var chain in chains)
        {
            var check = new ChainCheck(chain.Key, known[chain.Key], mayBeginLater && chain.Min(part => part.Number) > 0);
            foreach (var part in chain.OrderBy(part => part.Number))
            {
                long number = 0;
                await foreach (var (line, isWhole) in AuditLines.ReadAsync(await open(part, cancellationToken), cancellationToken))
                    check.Take(part.ToString(), ++number, line, isWhole);
            }

            findings.AddRange(check.End());
            records += check.Count;
            if (check.Torn is { } half)
                torn.Add(half);
            if (check.Head is { } head)
                found.Add(head);
        }

        findings.AddRange(known
            .Where(head => chains.All(chain => chain.Key != head.Key))
            .Select(head => new AuditFinding(AuditFault.Missing, head.Key, string.Empty, 0, $"{head.Key}: the chain is not there, and had got to record {head.Max(each => each.Sequence)}.")));
        return new AuditReport(chains.Count, records, findings, torn, found);
    }
}
