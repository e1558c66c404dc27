using Triad.Core.Errors;

namespace Triad.Inference.Hub.Downloads;

/// <summary>A download that cannot go on.</summary>
/// <param name="error">Why, with field, value and remedy.</param>
internal sealed class DownloadException(Error error) : Exception(error.Message)
{
    /// <summary>Why, with field, value and remedy.</summary>
    public Error Error => error;

    /// <summary>What was served is not what was announced or recorded.</summary>
    public static DownloadException Mismatch(string field, object? value, string problem, string remedy) =>
        new(Error.Of(ErrorReason.ContentMismatch, field, value, problem, remedy));

    /// <summary>A source that cannot be had.</summary>
    public static DownloadException Unavailable(string field, object? value, string problem, string remedy) =>
        new(Error.Of(ErrorReason.Unavailable, field, value, problem, remedy));

    /// <summary>What was asked for is wrong.</summary>
    public static DownloadException Invalid(string field, object? value, string problem, string remedy) =>
        new(Error.Of(ErrorReason.FieldInvalid, field, value, problem, remedy));
}
