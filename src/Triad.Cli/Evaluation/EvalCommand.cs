using System.CommandLine;
using Triad.Cli.Invocation;

namespace Triad.Cli.Evaluation;

/// <summary><c>triad eval</c>.</summary>
internal static class EvalCommand
{
    public static Command Create() => new Command("eval", "Measure how well things are found.") { EvalRetrievalCommand.Create() }
        .WithExamples("triad eval retrieval --manifest world/manifest.jsonl");
}
