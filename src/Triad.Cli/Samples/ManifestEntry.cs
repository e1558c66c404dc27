using System.Text.Json;
using Triad.Cli.Invocation;

namespace Triad.Cli.Samples;

/// <summary>One clip of a manifest: the generated world writes more about it than is read here.</summary>
internal sealed record ManifestEntry(string File, IReadOnlyList<string> Captions, double Seconds)
{
    private static readonly JsonSerializerOptions Format = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    public string VideoId => Path.GetFileNameWithoutExtension(File);

    public static async Task<IReadOnlyList<ManifestEntry>> ReadAsync(string path, CancellationToken cancellationToken)
    {
        if (!System.IO.File.Exists(path))
            throw CommandException.WrongUse("manifest", path, "Name a manifest.jsonl, as 'python3 -m training.world' writes it");

        var entries = new List<ManifestEntry>();
        await foreach (var line in System.IO.File.ReadLinesAsync(path, cancellationToken))
        {
            if (line.Length > 0)
                entries.Add(Parse(path, entries.Count + 1, line));
        }

        return entries.Count > 0 ? entries : throw CommandException.WrongUse("manifest", path, "It has no lines: render clips first");
    }

    private static ManifestEntry Parse(string path, int number, string line)
    {
        try
        {
            var entry = JsonSerializer.Deserialize<ManifestEntry>(line, Format);
            if (entry is { File.Length: > 0 })
                return entry;
        }
        catch (JsonException)
        {
            // Said below, with the line's number.
        }

        throw CommandException.WrongUse("manifest", $"{path}:{number}", "Every line is a JSON object with \"file\" and \"captions\"");
    }
}
