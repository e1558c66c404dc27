using System.Text.Json.Serialization;

namespace FFMpegCore;

public class Format : ITagsContainer
{
    [JsonPropertyName("filename")]
    public string Filename { get; set; } = null!;

    [JsonPropertyName("nb_streams")]
    public int NbStreams { get; set; }

    [JsonPropertyName("nb_programs")]
    public int NbPrograms { get; set; }

    [JsonPropertyName("format_name")]
    public string FormatName { get; set; } = null!;

    [JsonPropertyName("format_long_name")]
    public string FormatLongName { get; set; } = null!;

    [JsonPropertyName("start_time")]
    public string StartTime { get; set; } = null!;

    [JsonPropertyName("duration")]
    public string Duration { get; set; } = null!;

    [JsonPropertyName("size")]
    public string Size { get; set; } = null!;

    [JsonPropertyName("bit_rate")]
    public string? BitRate { get; set; }

    [JsonPropertyName("probe_score")]
    public int ProbeScore { get; set; }

    [JsonPropertyName("tags")]
    public Dictionary<string, string>? Tags { get; set; }
}
