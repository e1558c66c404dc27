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
