namespace Triad.Inference.Hub.Downloads.Sources;

/// <summary>
/// A NuGet package whose assembly carries a model as resources. The package is a zip, the assembly a file that is read: nothing of it is
/// loaded or run.
/// </summary>
internal sealed class NuGetSource(TimeProvider time, DownloadOptions options) : IModelSource
{
    private const string Index = "index.json";
    private const string Ending = ".nupkg";

    // The packages' own sizes are not told before they come: about so much is needed for package, assembly and graph.
    private const int CopiesOfPackage = 3;

    private static readonly Uri Usual = new("https://api.nuget.org/v3/index.json");

    /// <inheritdoc/>
    public string Name => "nuget";

    /// <summary>The name of a package's file.</summary>
    public static string FileOf(OfferedSource source) => $"{source.Place}.{source.Revision}{Ending}".ToLowerInvariant();

    /// <inheritdoc/>
    public async Task<FetchedModel> FetchAsync(FetchRequest request, CancellationToken cancellationToken)
    {
        var from = request.From ?? (request.Wanted.Feed is { } feed ? new Uri(feed) : Usual);
        using var connection = new SourceConnection(new AllowedHosts(from, [Usual.Host, .. request.Wanted.Hosts]), null, time, options);
        var address = await AddressAsync(connection, from, request.Source, cancellationToken).ConfigureAwait(false);
        var source = $"nuget {request.Source.Place}";
        var pin = request.Pins.Find(request.Name, source);

        request.Stage.Begin($"{source}@{request.Source.Revision}");
        request.Stage.CheckRoom(request.Wanted.Model.Bytes * CopiesOfPackage, request.Wanted.Model.Bytes);
        var name = FileOf(request.Source);
        var package = Path.Combine(request.Stage.Folder, name);
        var file = new RemoteFile(name, address, null);
        var recorded = pin?.Revision == request.Source.Revision ? pin.Files.GetValueOrDefault(name) : null;
        var got = await new FileDownload(connection, file, package, recorded).RunAsync(
            part => request.Progress.Report(new DownloadProgress(name, part, request.Wanted.Model.Bytes)), cancellationToken).ConfigureAwait(false);
        NuGetPackage.Unpack(package, request.Source, request.Stage.Files);
        request.Pins.Record(
            request.Name, new ModelPin(source, request.Source.Revision, new Dictionary<string, string> { [name] = got.Sha256 }));
        return new FetchedModel(request.Stage.Files, OriginOf(request.Source));
    }

    /// <summary>Where a package's files come from, for a card.</summary>
    public static string OriginOf(OfferedSource source) => $"NuGet package {source.Place} {source.Revision}";

    private static async Task<Uri> AddressAsync(
        SourceConnection connection, Uri from, OfferedSource source, CancellationToken cancellationToken)
    {
        if (from.AbsolutePath.EndsWith(Ending, StringComparison.OrdinalIgnoreCase))
            return from;
        var container = from;
        if (from.AbsolutePath.EndsWith(Index, StringComparison.OrdinalIgnoreCase))
        {
            var (content, _) = await connection.DocumentAsync(from, cancellationToken).ConfigureAwait(false);
            var resource = HubJson.Parse(from.ToString(), content)["resources"].Items
                .FirstOrDefault(one => one["@type"].Text().StartsWith("PackageBaseAddress/3", StringComparison.Ordinal));
            container = resource.Path is null || !Uri.TryCreate(resource["@id"].Text(), UriKind.Absolute, out var named)
                ? throw DownloadException.Unavailable("feed", from, "names no PackageBaseAddress/3.0.0", "Name the index of a NuGet v3 feed.")
                : named;
        }

        var id = source.Place.ToLowerInvariant();
        return new Uri($"{container.ToString().TrimEnd('/')}/{id}/{source.Revision}/{FileOf(source)}");
    }
}
