using System.Text.Json;
using Triad.Cli.Invocation;
using Triad.Client;
using Triad.Core.Audit;

namespace Triad.Cli.Auditing;

/// <summary>An exported audit log: the parts in folders of their days, and heads.json.</summary>
internal sealed class AuditFolder(string folder)
{
    private const string HeadsFile = "heads.json";

    private static readonly JsonSerializerOptions Form = new(JsonSerializerDefaults.Web) { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower, WriteIndented = true };

    /// <summary>Copies the platform's log into it.</summary>
    public async Task<(int Parts, long Bytes)> FillAsync(TriadClient client, DateTimeOffset? from, DateTimeOffset? to, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(folder);
        var (heads, names, bytes) = (new List<AuditLogHead>(), new HashSet<string>(StringComparer.Ordinal), 0L);
        await foreach (var piece in client.Audit.ExportAsync(from, to, cancellationToken))
        {
            if (piece.Head is { } head)
            {
                heads.Add(head);
                continue;
            }

            // A name that is none could lead out of the folder.
            var name = AuditPartName.Parse(piece.Part) ?? throw new CommandException($"The platform sent a part called '{piece.Part}'. Ask it with a tool of its own version");
            var path = Path.Combine(folder, name.ToString());
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            await using var file = new FileStream(path, names.Add(piece.Part) ? FileMode.Create : FileMode.Append);
            await file.WriteAsync(piece.Data, cancellationToken);
            bytes += piece.Data.Length;
        }

        await File.WriteAllTextAsync(Path.Combine(folder, HeadsFile), JsonSerializer.Serialize(heads, Form), cancellationToken);
        return (names.Count, bytes);
    }

    /// <summary>Looks at every line of it.</summary>
    /// <param name="kept">Heads that were kept elsewhere.</param>
    /// <param name="archived">True where the first parts of chains may lie elsewhere.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<AuditReport> VerifyAsync(IReadOnlyCollection<AuditLogHead> kept, bool archived, CancellationToken cancellationToken)
    {
        var own = Path.Combine(folder, HeadsFile) is var file && File.Exists(file) ? ReadHeads(file) : [];
        var parts = Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Select(path => AuditPartName.Parse(Path.GetRelativePath(folder, path).Replace(Path.DirectorySeparatorChar, '/')))
            .OfType<AuditPartName>();
        var heads = own.Where(head => head.IsSigned).Concat(kept).Select(head => new AuditHead(head.Chain, head.Sequence, head.Hash)).ToList();
        var report = await AuditVerifier.VerifyAsync(
            parts, heads, (part, _) => Task.FromResult<Stream>(File.OpenRead(Path.Combine(folder, part.ToString()))), archived, cancellationToken);
        var forged = own.Where(head => !head.IsSigned).Select(head => new AuditFinding(
            AuditFault.HeadForged, head.Chain, string.Empty, 0, $"{head.Chain}: the kept head is not signed by the platform: it was written anew."));
        return report with { Findings = [.. report.Findings, .. forged] };
    }

    /// <summary>Reads a file of heads.</summary>
    public static IReadOnlyList<AuditLogHead> ReadHeads(string file)
    {
        try
        {
            return JsonSerializer.Deserialize<AuditLogHead[]>(File.ReadAllText(file), Form) ?? [];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or JsonException)
        {
            throw CommandException.WrongUse("--heads", file, "Give a heads.json that 'triad audit export' has made");
        }
    }
}
