using System.Text.Json.Serialization;

namespace FFMpegCore;

public class FFProbeAnalysis
{
    [JsonPropertyName("streams")]
    public List<FFProbeStream> Streams { get; set; } = null!;

    [JsonPropertyName("format")]
    public Format Format { get; set; } = null!;

    [JsonPropertyName("chapters")]
    public List<Chapter> Chapters { get; set; } = null!;

    [JsonIgnore]
    public IReadOnlyList<string> ErrorData { get; set; } = [];
}
