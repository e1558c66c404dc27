using System.CommandLine;
using Triad.Client;
using Triad.Core.LongInput;

namespace Triad.Cli.Videos;

/// <summary>The strategies for long videos by the names that model packages have for them.</summary>
internal static class LongInputOption
{
    public static Option<string?> Create() => new Option<string?>("--long-input")
    {
        Description = $"How the vectors of the whole video are made: {string.Join(", ", LongInputNames.All)}; otherwise the model's own way.",
        HelpName = "STRATEGY",
    }.AcceptOnlyFromAmong([.. LongInputNames.All]);

    public static LongInput Parse(string? name) => LongInputNames.Parse(name) switch
    {
        LongInputStrategy.Average => LongInput.Average,
        LongInputStrategy.Whole => LongInput.Whole,
        LongInputStrategy.Uniform => LongInput.Uniform,
        LongInputStrategy.MaxPool => LongInput.MaxPool,
        _ => LongInput.Default,
    };
}
