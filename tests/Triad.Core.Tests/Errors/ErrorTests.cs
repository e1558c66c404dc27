using Triad.Core.Errors;

namespace Triad.Core.Tests.Errors;

public sealed class ErrorTests
{
    [Fact]
    public void Invalid_Message_NamesFieldValueProblemAndRemedy()
    {
        var error = Error.Invalid("options.limit", 0.5, "is out of range", "Give 1 to 1000.");

        Assert.Equal("options.limit '0.5' is out of range. Give 1 to 1000.", error.Message);
        Assert.Equal(
            (ErrorReason.FieldInvalid, "options.limit", "0.5", "Give 1 to 1000.", false),
            (error.Reason, error.Field, error.Value, error.Remedy, error.Retryable));
    }

    [Fact]
    public void Missing_Message_NamesFieldAndRemedy() => Assert.Equal("query is missing. Ask something.", Error.Missing("query", "Ask something.").Message);

    [Fact]
    public void OverLimit_Message_NamesTheLimitAndItsMaximum()
    {
        var error = Error.OverLimit("chunk", 2048, "Triad:Gateway:Limits:MaxChunkBytes", 1024, "Send less.");

        Assert.Equal("chunk '2048' exceeds the limit Triad:Gateway:Limits:MaxChunkBytes of 1024. Send less.", error.Message);
        Assert.Equal(ErrorReason.LimitExceeded, error.Reason);
    }

    [Fact]
    public void Value_OfControlCharacters_IsShownWithoutThem() => Assert.Equal("a?b?c", Error.Invalid("name", "a\u001bb\nc", "is bad", "No.").Value);

    [Fact]
    public void Value_OfTooManyCharacters_IsCutBetweenCharacters()
    {
        Assert.Equal(new string('x', 128), Error.Invalid("name", new string('x', 128), "is long", "Cut.").Value);
        Assert.Equal(new string('x', 128) + "…", Error.Invalid("name", new string('x', 129), "is long", "Cut.").Value);
        Assert.Equal(new string('x', 127) + "…", Error.Invalid("name", new string('x', 127) + "\U0001f3ac!", "is long", "Cut.").Value);
    }

    [Theory]
    [InlineData(ErrorReason.Unavailable, true)]
    [InlineData(ErrorReason.QueueFull, true)]
    [InlineData(ErrorReason.TimedOut, true)]
    [InlineData(ErrorReason.Conflict, true)]
    [InlineData(ErrorReason.EpochStale, false)]
    [InlineData(ErrorReason.QuotaExceeded, false)]
    [InlineData(ErrorReason.Internal, false)]
    public void Retryable_WithoutAHint_FollowsFromTheReason(ErrorReason reason, bool retryable) => Assert.Equal(retryable, new Error(reason, "x").Retryable);

    [Fact]
    public void Retryable_WithAHint_IsAlways() =>
        Assert.True(new Error(ErrorReason.VideoStateConflict, "x", RetryAfter: TimeSpan.FromSeconds(1)).Retryable);
}
