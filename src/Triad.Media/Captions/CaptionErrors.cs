using Triad.Core.Errors;

namespace Triad.Media.Captions;

/// <summary>The errors of captions.</summary>
internal static class CaptionErrors
{
    private const string Field = "captions";

    /// <summary>A line that cannot be read.</summary>
    public static Error At(int line, string text, string problem, string remedy) =>
        Error.Of(ErrorReason.CaptionsInvalid, Field, text, $"(line {line}) {problem}", remedy);

    /// <summary>Captions that cannot be read as a whole.</summary>
    public static Error Whole(string problem, string remedy) =>
        new(ErrorReason.CaptionsInvalid, $"The captions {problem}. {remedy}", Field, null, remedy);

    /// <summary>Captions with more cues than any video has.</summary>
    public static Error TooMany(int count, int maximum) =>
        Error.OverLimit(Field, $"{count} cues", "MaxCues", maximum, "Send fewer, longer cues.");
}
