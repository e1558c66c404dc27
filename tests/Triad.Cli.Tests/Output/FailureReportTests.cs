using Triad.Cli.Output;

namespace Triad.Cli.Tests.Output;

public sealed class FailureReportTests
{
    [Theory]
    [InlineData("limit '0' is below 1. Give 1 to 1000.", "Give 1 to 1000.", "limit '0' is below 1. Give 1 to 1000 [FIELD_INVALID]")]
    [InlineData("limit '0' is below 1.", "Give 1 to 1000.", "limit '0' is below 1: Give 1 to 1000 [FIELD_INVALID]")]
    [InlineData("It is below 1.", null, "It is below 1 (limit = 0) [FIELD_INVALID]")]
    public void ToLine_OfARefusal_SaysFieldValueAndRemedyOnce(string message, string? remedy, string line) =>
        Assert.Equal(line, new FailureReport("FIELD_INVALID", message, "limit", "0", remedy).ToLine());

    [Fact]
    public void ToLine_MessageOfManyLines_IsOneLine() =>
        Assert.Equal("a b [FAILED]", new FailureReport("FAILED", "a\nb").ToLine());
}
