using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Triad.Server.Telemetry;

namespace Triad.Server.Tests.Telemetry;

public sealed class TextLineFormatterTests
{
    [Fact]
    public void Write_MessageAndExceptionThatSteerATerminal_AreOneEscapedLine()
    {
        using var written = new StringWriter();
        var exception = new InvalidOperationException("bad\u001b[2J\nsecond");

        new TextLineFormatter(TimeProvider.System).Write(
            new LogEntry<string>(LogLevel.Warning, "Triad.Ingest", new EventId(7), "video 'a\u001b]0;x\u0007\nb'", exception, (state, _) => state), null, written);

        var line = written.ToString();
        Assert.Contains(@" warn: Triad.Ingest[7] video 'a\u001b]0;x\u0007\nb' System.InvalidOperationException: bad\u001b[2J second", line, StringComparison.Ordinal);
        Assert.DoesNotContain(line.TrimEnd('\n'), char.IsControl);
    }
}
