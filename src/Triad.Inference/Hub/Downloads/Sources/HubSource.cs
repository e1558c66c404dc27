using System.Text.RegularExpressions;

namespace Triad.Inference.Hub.Downloads.Sources;

/// <summary>The Hugging Face hub, or a mirror of it: lists a repository by the hub's API and reads files by its addresses.</summary>
internal sealed partial class HubSource(TimeProvider time, DownloadOptions options) : IModelSource
{
    private const int MostPages = 20;
    private const long MostBytes = 1L << 42; // Beyond any model, and far from where sums of sizes overflow.

    private static readonly Uri Usual = new("https://huggingface.co/");
    private static readonly string[] UsualHosts = ["huggingface.co", "*.huggingface.co", "*.hf.co"];

    /// <inheritdoc/>
    public string Name => "hub";

    /// <inheritdoc/>
    public async Task<FetchedModel> FetchAsync(FetchRequest request, CancellationToken cancellationToken)
    {
        var hub = request.From is { } from ? new Uri(from.ToString().TrimEnd('/') + "/") : Usual;
        var hosts = new AllowedHosts(hub, [.. UsualHosts, .. request.Wanted.Hosts]);
        using var connection = new SourceConnection(hosts, TokenFor(hub, request.Wanted), time, options);
        var source = $"hub {request.Source.Place}";
        var pin = request.Pins.Find(request.Name, source);
        var revision = pin?.Revision ?? await CommitAsync(connection, hub, request.Source, cancellationToken).ConfigureAwait(false);
        var all = await ListAsync(connection, hub, request.Source.Place, revision, cancellationToken).ConfigureAwait(false);
        var files = FilePatterns.Choose(request.Source, request.Variant, all);

        request.Stage.Begin($"{source}@{revision}");
        var bytes = TotalOf(files);
        request.Stage.CheckRoom(bytes, bytes);
        var hashes = new Dictionary<string, string>(StringComparer.Ordinal);
        var done = 0L;
        foreach (var file in files)
        {
            var before = done;
            var download = new FileDownload(
                connection, file, Path.Combine(request.Stage.Files, file.Path), pin?.Files.GetValueOrDefault(file.Path));
            var got = await download.RunAsync(
                part => request.Progress.Report(new DownloadProgress(file.Path, before + part, bytes)), cancellationToken).ConfigureAwait(false);
            hashes[file.Path] = got.Sha256;
            done += got.Bytes;
        }

        request.Pins.Record(request.Name, new ModelPin(source, revision, hashes));
        return new FetchedModel(request.Stage.Files, $"{new Uri(Usual, request.Source.Place)} at {revision}");
    }

    /// <summary>The token that a hub is sent: that of the user's account is for the hub itself, never for a mirror.</summary>
    internal static string? TokenFor(Uri hub, ModelRequest wanted) =>
        hub.Scheme == Usual.Scheme && hub.Authority == Usual.Authority ? wanted.Token : wanted.MirrorToken;

    private static long TotalOf(IReadOnlyList<RemoteFile> files)
    {
        var total = 0L;
        foreach (var file in files)
        {
            if (file.Bytes > MostBytes - total)
                throw DownloadException.Mismatch(
                    file.Path, file.Bytes, $"is a size beyond the {MostBytes} bytes that a model may have in all",
                    "Do not trust this source.");
            total += file.Bytes ?? 0;
        }

        return total;
    }

    private static async Task<string> CommitAsync(
        SourceConnection connection, Uri hub, OfferedSource source, CancellationToken cancellationToken)
    {
        var address = new Uri(hub, $"api/models/{source.Place}/revision/{Uri.EscapeDataString(source.Revision)}");
        var answer = HubJson.Parse(address.ToString(), (await connection.DocumentAsync(address, cancellationToken).ConfigureAwait(false)).Content);
        var commit = answer["sha"].Text();
        return CommitForm().IsMatch(commit)
            ? commit
            : throw DownloadException.Mismatch("sha", commit, "is no commit", "Check that the address is that of a hub.");
    }

    private static async Task<IReadOnlyList<RemoteFile>> ListAsync(
        SourceConnection connection, Uri hub, string repository, string revision, CancellationToken cancellationToken)
    {
        var files = new List<RemoteFile>();
        var next = new Uri(hub, $"api/models/{repository}/tree/{revision}?recursive=true");
        for (var page = 0; next is not null && page < MostPages; page++)
        {
            var (content, headers) = await connection.DocumentAsync(next, cancellationToken).ConfigureAwait(false);
            foreach (var entry in HubJson.Parse(next.ToString(), content).Items.Where(entry => entry["type"].Text() == "file"))
                files.Add(FileOf(entry, hub, repository, revision));
            next = headers.TryGetValues("Link", out var links) && NextLink().Match(string.Join(", ", links)) is { Success: true } link
                ? Uri.TryCreate(next, link.Groups[1].Value, out var following) ? following
                    : throw DownloadException.Mismatch("Link", link.Groups[1].Value, "is no address", "Do not trust this source.")
                : null;
        }

        return files;
    }

    private static RemoteFile FileOf(HubJson entry, Uri hub, string repository, string revision)
    {
        var path = entry["path"].Text();
        var lfs = entry["lfs"];
        var address = new Uri(hub, $"{repository}/resolve/{revision}/{string.Join('/', path.Split('/').Select(Uri.EscapeDataString))}");
        return lfs.IsNull
            ? new RemoteFile(path, address, entry["size"].Long()) { GitObject = entry["oid"].Text() }
            : new RemoteFile(path, address, lfs["size"].Long()) { Sha256 = lfs["oid"].Text() };
    }

    [GeneratedRegex(@"\A[0-9a-f]{40}\z", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex CommitForm();

    [GeneratedRegex(@"<([^>]+)>; *rel=""next""", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex NextLink();
}
