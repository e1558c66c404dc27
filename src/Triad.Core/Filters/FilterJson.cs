using System.Text.Json.Serialization;
using Triad.Core.Identity;
using Triad.Core.Metadata;

namespace Triad.Core.Filters;

/// <summary>The JSON of filters. Every member is written, so that one that is missing tells a text of another kind.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    IgnoreReadOnlyProperties = true,
    RespectRequiredConstructorParameters = true,
    NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    MaxDepth = 256,
    Converters = [typeof(MetadataValueJsonConverter), typeof(VideoIdJsonConverter)])]
[JsonSerializable(typeof(Filter))]
internal sealed partial class FilterJson : JsonSerializerContext;
