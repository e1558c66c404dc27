using Triad.Core.Errors;

namespace Triad.Core.Tests.Errors;

public sealed class ResultTests
{
    private static readonly Error Failure = Error.Missing("query", "Ask something.");

    [Fact]
    public void Value_OfASuccess_IsIt()
    {
        Result<int> result = 7;

        Assert.Equal((true, 7, null), (result.IsOk, result.Value, result.Error));
        Assert.Equal(result, Result<int>.Ok(7));
    }

    [Fact]
    public void Value_OfAFailure_Throws()
    {
        Result<int> result = Failure;

        Assert.False(result.IsOk);
        Assert.Same(Failure, result.Error);
        Assert.Contains(Failure.Message, Assert.Throws<InvalidOperationException>(() => result.Value).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Result_WithoutAValue_IsSuccessOrItsError()
    {
        Result failed = Failure;

        Assert.True(Result.Ok.IsOk);
        Assert.True(default(Result).IsOk);
        Assert.Equal((false, Failure), (failed.IsOk, failed.Error));
    }
}
