using System.Text.Json;
using Triad.Cli.Output;

namespace Triad.Cli.Models;

/// <summary>What a package costs on a machine, as <c>triad model bench</c> prints and records it.</summary>
/// <param name="Package">The package's id.</param>
/// <param name="Space">Its space: of other weights the figures are not.</param>
/// <param name="Device">Where its graphs ran.</param>
/// <param name="Processors">Processors of the machine.</param>
/// <param name="VideoSeconds">The length of the video that was embedded.</param>
/// <param name="SecondsPerMinute">Seconds for a minute of video, decoding and embedding, one video at a time.</param>
/// <param name="DecodeSecondsPerMinute">Those of them for decoding.</param>
/// <param name="ProcessorSecondsPerMinute">Seconds of processor time for a minute of video, all processors added up, without the decoder's.</param>
/// <param name="QueryMilliseconds">The median time of a query by words, or by a picture where the package takes no words.</param>
/// <param name="LoadSeconds">Seconds to load it.</param>
/// <param name="MemoryBytes">The memory that the process has more than before it was loaded, at the most.</param>
internal sealed record BenchReport(
    string Package,
    string Space,
    string Device,
    int Processors,
    double VideoSeconds,
    double SecondsPerMinute,
    double DecodeSecondsPerMinute,
    double ProcessorSecondsPerMinute,
    double QueryMilliseconds,
    double LoadSeconds,
    long MemoryBytes)
{
    private const string FolderName = ".bench";

    /// <summary>Keeps it in a models folder, for estimates.</summary>
    public void Record(string models)
    {
        var folder = Directory.CreateDirectory(Path.Combine(models, FolderName)).FullName;
        File.WriteAllText(Path.Combine(folder, $"{Package}.json"), JsonSerializer.Serialize(this, JsonFormat.Options));
    }

    /// <summary>What was recorded of a package's space; null for nothing.</summary>
    public static BenchReport? Find(string models, string space)
    {
        var file = Path.Combine(models, FolderName, $"{Path.GetFileName(space.Split('@')[0])}.json");
        try
        {
            return File.Exists(file) && JsonSerializer.Deserialize<BenchReport>(File.ReadAllBytes(file), JsonFormat.Options) is { } report
                && report.Space == space ? report : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
