using Triad.Core.Errors;
using Triad.Gateway.Limits;

namespace Triad.Gateway.Requests;

/// <summary>How many entries a page of a list has.</summary>
internal static class PageSize
{
    /// <summary>The size where the caller does not say.</summary>
    public const int Default = 100;

    /// <summary>Reads the field page_size.</summary>
    public static int Read(int value, LimitsOptions limits, Violations violations)
    {
        if (value < 0)
            violations.Add(Error.Invalid("page_size", value, "is negative", $"Give 1 to {limits.MaxPageSize}, or 0 for {Default}."));
        violations.CheckLimit("page_size", value, nameof(limits.MaxPageSize), limits.MaxPageSize, "entries");
        return value == 0 ? (int)Math.Min(Default, limits.MaxPageSize) : value;
    }
}
