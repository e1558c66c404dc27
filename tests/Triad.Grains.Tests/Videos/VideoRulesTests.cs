using System.Collections.Immutable;
using Triad.Core.Errors;
using Triad.Core.Identity;
using Triad.Core.Metadata;
using Triad.Grains.Abstractions.Ingest;
using Triad.Grains.Abstractions.Tenants;
using Triad.Grains.Abstractions.Videos;
using Triad.Grains.Erasure;
using Triad.Grains.Videos;

namespace Triad.Grains.Tests.Videos;

public sealed class VideoRulesTests
{
    private static readonly SpaceId Space = SpaceId.From("triad-mini@0123456789abcdef");
    private static readonly SpaceId NewSpace = SpaceId.From("triad-mini@fedcba9876543210");
    private static readonly VideoKey Key = new(TenantId.From("acme"), VideoId.From("clip"));
    private static readonly DateTimeOffset Now = new(2026, 11, 29, 12, 0, 0, TimeSpan.Zero);

    private static readonly TenantSnapshot Tenant = new(
        Key.Tenant, "Acme", "plan", TenantStatus.Active, "triad-mini", Space, new TenantQuotas(null, null, null, null, null, null), 4, 1, Now);

    private static readonly CreateVideo Request =
        new("request", "Clip.mp4", "blob", 7, "hash", null, ImmutableDictionary<string, MetadataValue>.Empty, TimeSpan.FromSeconds(4));

    [Theory]
    [InlineData(VideoStatus.Queued, true)]
    [InlineData(VideoStatus.Probing, true)]
    [InlineData(VideoStatus.Indexing, true)]
    [InlineData(VideoStatus.Deleting, true)]
    [InlineData(VideoStatus.Ready, false)]
    [InlineData(VideoStatus.Failed, false)]
    public void IsUnfinished_IsAllThatSomebodyStillHasToEnd(VideoStatus status, bool expected) =>
        Assert.Equal(expected, VideoRules.IsUnfinished(status));

    [Theory]
    [InlineData("request", "hash", null)]
    [InlineData("request", "other", null)]
    [InlineData("another", "hash", ErrorReason.VideoExists)]
    [InlineData("", "hash", null)]
    [InlineData("", "other", ErrorReason.VideoExists)]
    public void AnswerRepeat_IsByTheRequestsIdOrElseByTheContent(string requestId, string sha256, ErrorReason? expected)
    {
        var state = new VideoState { Status = VideoStatus.Ready, RequestId = "request", Sha256 = "hash" };

        Assert.Equal(expected, VideoRules.AnswerRepeat(Key, state, Request with { RequestId = requestId, Sha256 = sha256 })?.Reason);
    }

    [Fact]
    public void AnswerRepeat_WhileTheVideoIsErased_SaysWhenToRetry()
    {
        var state = new VideoState { Status = VideoStatus.Deleting, RequestId = "request" };

        var refused = VideoRules.AnswerRepeat(Key, state, Request);

        Assert.Equal(
            (ErrorReason.VideoStateConflict, "clip", TimeSpan.FromSeconds(1)),
            (refused!.Reason, refused.Value!, refused.RetryAfter!.Value));
    }

    [Fact]
    public void CheckTenant_LetsActiveOnesAlonePass()
    {
        var missing = Error.Of(ErrorReason.TenantNotFound, "tenant_id", "acme", "does not exist", "Create it.");

        Assert.Null(VideoRules.CheckTenant(Tenant));
        Assert.Equal(ErrorReason.TenantSuspended, VideoRules.CheckTenant(Tenant with { Status = TenantStatus.Suspended })?.Reason);
        Assert.Equal(missing, VideoRules.CheckTenant(missing));
    }

    [Fact]
    public void New_AfterAnErasure_KeepsWhatMustNeverGoBack()
    {
        var before = new VideoState { Erased = true, Writes = 9, Epoch = 5, LastGeneration = 3, RequestId = "old" };

        var state = VideoRules.New(Key, before, Request, Tenant, Now, "trace");

        Assert.Equal((false, 9, 5, 3), (state.Erased, state.Writes, state.Epoch, state.LastGeneration));
        Assert.Equal((VideoStatus.Queued, "request", "Clip.mp4"), (state.Status, state.RequestId, state.Name));
        Assert.Equal(("blob", 7, "hash"), (state.SourceBlob, state.Length, state.Sha256));
        Assert.Equal((TimeSpan.FromSeconds(4), Now, "trace"), (state.SegmentLength!.Value, state.CreatedAt, state.TraceParent));
        Assert.Equal(3, state.Shard); // FNV-1a of "clip", modulo 4.
    }

    [Fact]
    public void NextAttempt_OfTheFirst_BeginsTheNextGeneration()
    {
        var state = VideoRules.NextAttempt(new VideoState { Status = VideoStatus.Queued, Epoch = 5, LastGeneration = 3 }, Tenant);

        Assert.Equal((VideoStatus.Probing, 6, 1), (state.Status, state.Epoch, state.Attempt));
        Assert.Equal((4, 4, Space.Value), (state.WorkingGeneration, state.LastGeneration, state.WorkingSpace));
    }

    [Fact]
    public void NextAttempt_AfterACrash_GoesOnBehindTheLastCheckpoint()
    {
        var state = VideoRules.NextAttempt(Crashed, Tenant);

        Assert.Equal((6, 3, 4), (state.Epoch, state.Attempt, state.WorkingGeneration));
        Assert.Equal(2, state.PendingSegments.Length);
        Assert.NotNull(state.PendingWhole);
        Assert.Null(state.Failure);
    }

    [Fact]
    public void NextAttempt_OfATenantThatHasMovedToAnotherSpace_BeginsAnew()
    {
        var state = VideoRules.NextAttempt(Crashed, Tenant with { Space = NewSpace });

        Assert.Equal((5, 5, NewSpace.Value), (state.WorkingGeneration, state.LastGeneration, state.WorkingSpace));
        Assert.Empty(state.PendingSegments);
        Assert.Null(state.PendingWhole);
    }

    [Fact]
    public void PlanOf_AnAttempt_SaysWhatIsDoneAlready()
    {
        var state = Crashed with { Shard = 3, SourceBlob = "blob", CaptionsBlob = "captions", TraceParent = "trace" };

        var plan = VideoRules.PlanOf(state, Tenant);

        Assert.Equal((IngestAction.Work, 5, 2, 4, 3), (plan.Action, plan.Epoch, plan.Attempt, plan.Generation, plan.Shard));
        Assert.Equal(("triad-mini", Space), (plan.ModelPackage, plan.Space));
        Assert.Equal(("blob", "captions", "trace"), (plan.SourceBlob, plan.CaptionsBlob, plan.TraceParent));
        Assert.Equal((2, true), (plan.SegmentsDone, plan.WholeDone));
    }

    [Fact]
    public void Committed_SwapsTheLiveGenerationInOneWrite()
    {
        var outcome = new IngestOutcome(5, 4, "mp4", TimeSpan.FromSeconds(9), [], [], 1);

        var state = VideoRules.Committed(Crashed with { LiveGeneration = 2, Space = NewSpace.Value }, outcome);

        Assert.Equal((VideoStatus.Indexing, Space.Value), (state.Status, state.Space));
        Assert.Equal((4, 2, 0), (state.LiveGeneration, state.ReplacedGeneration, state.WorkingGeneration));
        Assert.Equal(("mp4", TimeSpan.FromSeconds(9)), (state.Container, state.Duration));

        // A checkpoint may hold more than the last attempt found.
        Assert.Equal([0], state.Segments.Select(segment => segment.Index));
        Assert.Empty(state.PendingSegments);
        Assert.NotNull(state.Whole);
        Assert.Null(state.PendingWhole);
    }

    [Fact]
    public void Erased_KeepsWhatMustNeverGoBackAndNothingElse() =>
        Assert.Equal(
            new VideoState { Erased = true, Writes = 9, Epoch = 5, LastGeneration = 4, Receipt = Receipt },
            VideoRules.Erased(Crashed with { Writes = 9, Name = "Clip.mp4" }, Receipt));

    [Fact]
    public void Stale_AndTooManyAttempts_SayWhatToDo()
    {
        Assert.Equal("epoch '4' is no longer in charge; 5 is. Stop: another host has taken over.", VideoRules.Stale(4, 5).Message);
        Assert.Equal(
            (ErrorReason.MediaCorrupt, "The ingest ended without a result 5 times.", false),
            (VideoRules.TooManyAttempts(5).Reason, VideoRules.TooManyAttempts(5).Message, VideoRules.TooManyAttempts(5).Retryable));
    }

    private static ReceiptState Receipt { get; } = new() { Id = "er_1" };

    private static VideoState Crashed => new()
    {
        Status = VideoStatus.Embedding,
        Epoch = 5,
        Attempt = 2,
        LastGeneration = 4,
        WorkingGeneration = 4,
        WorkingSpace = Space.Value,
        PendingSegments = [new SegmentState { Index = 0 }, new SegmentState { Index = 1 }],
        PendingWhole = new WholeVideoState { TokenCount = 3 },
        Failure = new FailureState(),
    };
}
