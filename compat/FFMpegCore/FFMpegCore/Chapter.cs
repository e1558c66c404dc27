using System.Text.Json.Serialization;

namespace FFMpegCore;

public class Chapter : ITagsContainer
{
    [JsonPropertyName("id")]
    public long Id { get; set; }

    [JsonPropertyName("time_base")]
    public string TimeBase { get; set; } = null!;

    [JsonPropertyName("start")]
    public long Start { get; set; }

    [JsonPropertyName("start_time")]
    public string StartTime { get; set; } = null!;

    [JsonPropertyName("end")]
    public long End { get; set; }

    [JsonPropertyName("end_time")]
    public string EndTime { get; set; } = null!;

    [JsonPropertyName("tags")]
    public Dictionary<string, string>? Tags { get; set; }
}
