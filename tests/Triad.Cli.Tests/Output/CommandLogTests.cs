using Microsoft.Extensions.Logging;
using Triad.Cli.Output;

namespace Triad.Cli.Tests.Output;

public sealed class CommandLogTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Log_Warnings_AreLinesOfTheErrorStreamAlone(bool json)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        using var sut = new CommandLog(new CommandOutput(output, error, json));

        sut.Log(LogLevel.Information, "nothing of note");
        sut.Log(LogLevel.Warning, "The endpoint said: {Said}", "no\u001b[2J such model");

        Assert.Empty(output.ToString());
        Assert.StartsWith("The endpoint said: no", error.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("\u001b", error.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("of note", error.ToString(), StringComparison.Ordinal);
    }
}
