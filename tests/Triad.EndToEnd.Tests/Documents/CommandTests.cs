using System.CommandLine;
using Triad.Benchmarks;
using Triad.Cli;

namespace Triad.EndToEnd.Tests.Documents;

/// <summary>Every command that README and docs name is there, with its options.</summary>
public sealed class CommandTests
{
    // These the script ./triad does itself.
    private static readonly string[] OfTheScript = ["test", "build", "qdrant-double", "--help"];

    [Fact]
    public void Pages_Commands_AreThereWithTheirOptions()
    {
        var calls = ToolCall.All().ToList();

        Assert.NotEmpty(calls);
        Assert.Equal("", string.Join('\n', calls.Select(Problem).OfType<string>().Distinct()));
    }

    [Theory]
    [InlineData("video upload samples/*.mp4 --wait", null)]
    [InlineData("search \"a red ring --no-option\" --limit=3 --json", null)]
    [InlineData("bench path --json", null)]
    [InlineData("test Grains", null)]
    [InlineData("COMMAND --help", null)]
    [InlineData("feed", "there is no command 'feed'")]
    [InlineData("video steal", "there is no command 'video steal'")]
    [InlineData("video list --nothing", "'video list' has no option --nothing")]
    [InlineData("bench nothing", "there is no benchmark 'nothing'")]
    [InlineData("bench path --nothing", "'bench path' has no option --nothing")]
    public void Problem_OfACall_IsWhatTheToolLacks(string words, string? problem) =>
        Assert.Equal(problem is null ? null : $"x.md: ./triad {words}: {problem}", Problem(Assert.Single(ToolCall.Read("x.md", $"see `./triad {words}` there"))));

    [Fact]
    public void Read_OfAPage_FindsEveryCall()
    {
        const string Text = "```sh\nexport K=$(./triad key create acme)  # the key\n./triad up --set A=1 \\\n  --set B=2 &\n```\n`./triad bench NAME [--json]` and ./triad.";

        Assert.Equal(["key create acme", "up --set A=1 --set B=2", "bench NAME --json", ""], ToolCall.Read("x.md", Text).Select(call => string.Join(' ', call.Words)));
    }

    private static string? Problem(ToolCall call)
    {
        if (call.Words.Count == 0 || IsPlaceholder(call.Words[0]) || OfTheScript.Contains(call.Words[0]))
            return null;
        var problem = call.Words[0] == "bench" ? OfBenchmark(call.Words) : OfTool(call.Words);
        return problem is null ? null : $"{call}: {problem}";
    }

    private static string? OfBenchmark(IReadOnlyList<string> words)
    {
        if (words.Count == 1 || IsPlaceholder(words[1]))
            return null;
        if (BenchmarkRegistry.All.FirstOrDefault(each => each.Name == words[1]) is not { } benchmark)
            return $"there is no benchmark '{words[1]}'";
        var options = benchmark.Options.Select(option => $"--{option.Name}").Append("--json").Append("--help");
        return Options(words).FirstOrDefault(option => !options.Contains(option)) is { } unknown ? $"'bench {words[1]}' has no option {unknown}" : null;
    }

    private static string? OfTool(IReadOnlyList<string> words)
    {
        Command command = TriadTool.CreateRoot();
        var options = new HashSet<string>(StringComparer.Ordinal);
        var path = new List<string>();
        foreach (var word in words)
        {
            options.UnionWith(Names(command.Options.Where(option => option.Recursive)));
            if (command.Subcommands.Count == 0 || word.StartsWith('-') || IsPlaceholder(word))
                break;
            path.Add(word);
            if (command.Subcommands.FirstOrDefault(each => each.Name == word || each.Aliases.Contains(word)) is not { } next)
                return $"there is no command '{string.Join(' ', path)}'";
            command = next;
        }

        options.UnionWith(Names(command.Options));
        return Options(words).FirstOrDefault(option => !options.Contains(option)) is { } unknown ? $"'{string.Join(' ', path)}' has no option {unknown}" : null;
    }

    private static IEnumerable<string> Names(IEnumerable<Option> options) => options.SelectMany(option => option.Aliases.Append(option.Name));

    private static IEnumerable<string> Options(IReadOnlyList<string> words) =>
        words.Where(word => word.StartsWith("--", StringComparison.Ordinal)).Select(word => word.Split('=')[0]);

    // COMMAND, NAME, ...
    private static bool IsPlaceholder(string word) => word == "..." || word.All(letter => char.IsUpper(letter) || letter == '_');
}
