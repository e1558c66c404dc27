using Google.Protobuf;
using Google.Rpc;
using Triad.Core.Errors;
using Triad.Gateway.Errors;

namespace Triad.Gateway.Tests.Errors;

public sealed class ErrorStatusTests
{
    [Fact]
    public void Status_OfManyViolations_FitsIntoTrailers()
    {
        var errors = Enumerable.Range(0, 500)
            .Select(i => Error.Invalid($"query.parts[{i}].weight", new string('9', 1000), "is out of range", "Give -100 to 100."))
            .ToList();

        var status = ErrorStatus.Of(errors);

        Assert.InRange(status.CalculateSize(), 1, 6000);
        Assert.Equal("query.parts[1].weight", status.Details.Single(detail => detail.Is(BadRequest.Descriptor)).Unpack<BadRequest>().FieldViolations[1].Field);
    }

    [Theory]
    [InlineData("\u2602")]
    [InlineData("\U0001f3ac")]
    [InlineData("%")]
    public void Status_OfLongKeysAndForeignLetters_FitsIntoTheHeadersOfEveryClient(string letter)
    {
        var text = string.Concat(Enumerable.Repeat(letter, 20_000));
        var errors = Enumerable.Range(0, 50).Select(i => Error.Invalid($"header.metadata[{text}{i}]", text, "is no value", "Give another.")).ToList();

        var status = ErrorStatus.Of(errors);

        // 8 KiB is the least that clients allow for all of them.
        Assert.InRange(Uri.EscapeDataString(status.Message).Length + Convert.ToBase64String(status.ToByteArray()).Length, 1, 7500);
        Assert.DoesNotContain('\ufffd', status.ToString());
        Assert.NotEmpty(status.Details.Single(detail => detail.Is(BadRequest.Descriptor)).Unpack<BadRequest>().FieldViolations);
    }

    [Fact]
    public void Status_OfAnErrorWithAHint_SaysWhenToRetry()
    {
        var status = ErrorStatus.Of([new Error(ErrorReason.QueueFull, "Full.", RetryAfter: TimeSpan.FromSeconds(7))]);

        Assert.Equal(7, status.Details.Single(detail => detail.Is(RetryInfo.Descriptor)).Unpack<RetryInfo>().RetryDelay.Seconds);
    }

    [Fact]
    public void Status_OfAnErrorThatStays_SaysNothingOfRetries() =>
        Assert.DoesNotContain(ErrorStatus.Of([Error.Missing("query", "Ask something.")]).Details, detail => detail.Is(RetryInfo.Descriptor));
}
