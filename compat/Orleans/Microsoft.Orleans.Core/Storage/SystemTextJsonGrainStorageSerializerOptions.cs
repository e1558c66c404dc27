using System.Text.Json;

namespace Orleans.Serialization;

/// <summary>How states are written as JSON.</summary>
public sealed class SystemTextJsonGrainStorageSerializerOptions
{
    /// <summary>The options of System.Text.Json.</summary>
    public JsonSerializerOptions JsonSerializerOptions { get; } = new(JsonSerializerDefaults.Web);
}
