using Triad.Core.Errors;
using Triad.Core.LongInput;

namespace Triad.Gateway.Library;

/// <summary>Maps the strategies for long videos between wire and core.</summary>
internal static class LongInputMapping
{
    /// <summary>A strategy from the wire; null where it is not given.</summary>
    public static Result<LongInputStrategy?> ToCore(V1.LongInput wire, string field) => wire switch
    {
        V1.LongInput.Unspecified => Of(null),
        V1.LongInput.Average => Of(LongInputStrategy.Average),
        V1.LongInput.Whole => Of(LongInputStrategy.Whole),
        V1.LongInput.Uniform => Of(LongInputStrategy.Uniform),
        V1.LongInput.MaxPool => Of(LongInputStrategy.MaxPool),
        _ => Error.Invalid(field, wire, "is not a way to take long videos", "Give one of the values of LongInput, or leave it out."),
    };

    private static Result<LongInputStrategy?> Of(LongInputStrategy? strategy) => strategy;

    /// <summary>A strategy for the wire.</summary>
    public static V1.LongInput ToWire(LongInputStrategy strategy) => strategy switch
    {
        LongInputStrategy.Average => V1.LongInput.Average,
        LongInputStrategy.Whole => V1.LongInput.Whole,
        LongInputStrategy.Uniform => V1.LongInput.Uniform,
        LongInputStrategy.MaxPool => V1.LongInput.MaxPool,
        _ => throw new ArgumentOutOfRangeException(nameof(strategy), strategy, "A strategy without a mapping."),
    };
}
