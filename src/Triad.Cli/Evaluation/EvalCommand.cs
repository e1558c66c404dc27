using System.CommandLine;
using Triad.Cli.Invocation;

namespace Triad.Cli.Evaluation;

/// <summary><c>triad eval</c>.</summary>
internal static class EvalCommand
{
    public static Command Create() => new Command("eval", "Measure how well things are found and named.")
    {
        EvalRetrievalCommand.Create(),
        EvalClassifyCommand.Create(),
        EvalLongCommand.Create(),
        EvalFootageCommand.Create(),
    }.WithExamples("triad eval retrieval --manifest world/manifest.jsonl", "triad eval classify --labels labels.txt --manifest world/manifest.jsonl --field facts.v.backdrop");
}
