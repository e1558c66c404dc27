using Triad.Core.Errors;
using Triad.Gateway.Scaling;
using Triad.Grains.Abstractions.Ingest;

namespace Triad.Gateway.Tests.Scaling;

public sealed class ScalerTriggerTests
{
    private static readonly IngestBacklog Backlog = new(Waiting: 6, InWork: 2, OldestAge: TimeSpan.FromSeconds(90), Work: TimeSpan.FromSeconds(320));

    [Theory]
    [InlineData("jobs", "1", 8)]
    [InlineData("jobs", "0.25", 2)]
    [InlineData("work", "0.75", 240)]
    [InlineData("age", "0.25", 90)]
    public void ValueOf_IsThePoolsShare_ButOfTheAge(string metric, string share, double expected)
    {
        var trigger = ScalerTrigger.Read(Metadata(metric, "10", share: share));

        Assert.Equal(expected, trigger.Value.ValueOf(Backlog));
    }

    [Theory]
    [InlineData("8", false)]
    [InlineData("7", true)]
    public void IsActive_GoesByTheActivation_NotByTheTarget(string activation, bool expected)
    {
        var trigger = ScalerTrigger.Read(Metadata("jobs", "1000", activation));

        Assert.Equal(expected, trigger.Value.IsActive(Backlog));
    }

    [Theory]
    [InlineData("", "1", "0", "1", "metric")]
    [InlineData("2", "1", "0", "1", "metric")]
    [InlineData("jobs", "0", "0", "1", "target")]
    [InlineData("jobs", "NaN", "0", "1", "target")]
    [InlineData("jobs", "1", "-1", "1", "activation")]
    [InlineData("jobs", "1", "0", "1.5", "share")]
    [InlineData("jobs", "1", "0", "half", "share")]
    public void Read_OfWhatCannotBe_NamesTheKey(string metric, string target, string activation, string share, string key)
    {
        var trigger = ScalerTrigger.Read(Metadata(metric, target, activation, share));

        Assert.Equal(((ErrorReason?)ErrorReason.FieldInvalid, key), (trigger.Error?.Reason, trigger.Error?.Field));
    }

    private static Dictionary<string, string> Metadata(string metric, string target, string activation = "0", string share = "1") => new()
    {
        ["scalerAddress"] = "triad-scaler.triad:7481",
        ["metric"] = metric,
        ["target"] = target,
        ["activation"] = activation,
        ["share"] = share,
    };
}
