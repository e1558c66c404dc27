using Triad.Testing.Telemetry.Otlp;

namespace Triad.Testing.Telemetry;

/// <summary>A span as a collector sees it.</summary>
/// <param name="Source">The source that made it.</param>
/// <param name="Wire">What was sent.</param>
public sealed record ReceivedSpan(string Source, Span Wire)
{
    public string Name => Wire.Name;

    public string Trace => Convert.ToHexString(Wire.TraceId.Span);

    public string Id => Convert.ToHexString(Wire.SpanId.Span);

    /// <summary>Empty for the first span of a trace.</summary>
    public string Parent => Convert.ToHexString(Wire.ParentSpanId.Span);

    /// <summary>An attribute that is text; null where there is none.</summary>
    public string? Text(string attribute) => Find(attribute)?.Text;

    /// <summary>An attribute that is a whole number; null where there is none.</summary>
    public long? Number(string attribute) => Find(attribute)?.Integer;

    private AttributeValue? Find(string attribute) => Wire.Attributes.FirstOrDefault(candidate => candidate.Key == attribute)?.Value;
}
