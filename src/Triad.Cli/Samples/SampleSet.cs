using System.Text.Json;
using Triad.Cli.Invocation;
using Triad.Client;

namespace Triad.Cli.Samples;

/// <summary>A folder of clips and the queries that are asked about them (samples/README.md).</summary>
internal sealed record SampleSet(string Folder, IReadOnlyList<ManifestEntry> Clips, IReadOnlyList<DemoQuery> Queries)
{
    private const string ManifestFile = "manifest.jsonl";
    private const string QueriesFile = "queries.json";

    public static async Task<SampleSet> ReadAsync(string folder, CancellationToken cancellationToken)
    {
        var clips = await ManifestEntry.ReadAsync(Path.Combine(folder, ManifestFile), cancellationToken);
        var path = Path.Combine(folder, QueriesFile);
        if (!File.Exists(path))
            throw CommandException.WrongUse("--samples", folder, $"The folder needs {ManifestFile} and {QueriesFile}");
        await using var stream = File.OpenRead(path);
        try
        {
            var document = await JsonSerializer.DeserializeAsync<QueryDocument>(stream, JsonSerializerOptions.Web, cancellationToken);
            return new SampleSet(folder, clips, document?.Queries ?? []);
        }
        catch (JsonException exception)
        {
            throw CommandException.WrongUse("--samples", path, $"It is not JSON as samples/README.md describes: {exception.Message}");
        }
    }

    public async Task<SearchQuery> ToSearchQueryAsync(DemoQuery query, CancellationToken cancellationToken)
    {
        var search = new SearchQuery();
        foreach (var part in query.Parts)
        {
            search = part switch
            {
                { Text: { } text } => search.WithText(text, part.Weight),
                { Audio: { } file } => search.WithAudio(await MediaAsync(file, cancellationToken), part.Weight),
                { Image: { } file } => search.WithImage(await MediaAsync(file, cancellationToken), part.Weight),
                { Video: { } file } => search.WithVideo(await MediaAsync(file, cancellationToken), part.Weight),
                { Stored: { } file } => search.WithStoredVideo(Path.GetFileNameWithoutExtension(file), weight: part.Weight),
                _ => throw new CommandException($"Query {query.Id} has a part of no known kind") { Remedy = "See samples/README.md" },
            };
        }

        return search;
    }

    private Task<byte[]> MediaAsync(string file, CancellationToken cancellationToken) =>
        File.ReadAllBytesAsync(Path.Combine(Folder, file), cancellationToken);
}
