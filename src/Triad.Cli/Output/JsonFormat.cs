using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Triad.Cli.Output;

/// <summary>How the tool writes JSON: snake_case names, durations in seconds, codes in capitals.</summary>
internal static class JsonFormat
{
    public static JsonSerializerOptions Options { get; } = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        WriteIndented = true,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        Converters =
        {
            // Before the converter of all enumerations, which would take modalities too.
            new ModalitiesJsonConverter(),
            new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseUpper),
            new SecondsJsonConverter(),
            new MetadataJsonConverter(),
        },
    };

    /// <summary>The same, one document a line.</summary>
    public static JsonSerializerOptions Lines { get; } = new(Options) { WriteIndented = false };
}
