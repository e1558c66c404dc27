using Triad.Core.Media;
using Triad.Core.Modality;
using Triad.Grains.Abstractions.Videos;
using Triad.Testing.Media;
using static Triad.Grains.Tests.Platform;

namespace Triad.Grains.Tests.Videos;

/// <summary>A video that is ready says what it lacks, also after a restart.</summary>
public sealed class NoticeTests
{
    private const string Captions =
        "1\n00:00:01,000 --> 00:00:02,000\nshown\n\n2\n00:00:05,000 --> 00:00:04,000\nreversed\n\n3\n00:01:00,000 --> 00:01:02,000\ntoo late\n";

    private static readonly MediaNotice Skipped = new(NoticeReason.CodecNotAllowed, "Stream 2 is not decoded here.", "Re-encode it.")
    {
        Stream = new NoticeStream(2, "video", "zmbv"),
    };

    private static readonly MediaNotice Restart = new(NoticeReason.TimeRestarted, "The times begin again.")
    {
        Span = new TimeRange(TimeSpan.FromSeconds(6), TimeSpan.FromSeconds(6)),
    };

    [Fact]
    public async Task WhatAVideoLacks_IsToldAndKept()
    {
        var folder = Directory.CreateTempSubdirectory("triad-notices-").FullName;
        VideoSnapshot ready;
        await using (var platform = await StartAsync(folder, new ScriptedDecoder { Skipped = [Skipped], Notices = [Restart] }))
        {
            await platform.OnboardAsync("acme");
            Value(await platform.UploadAsync("acme", "car", "2 red car", Captions));
            ready = await platform.WaitAsync("acme", "car", VideoStatus.Ready, VideoStatus.Failed);
        }

        Assert.Equal(VideoStatus.Ready, ready.Status);
        Assert.Equal((Skipped, Restart), (ready.Notices[0], ready.Notices[1]));
        Assert.Equal(
            [(NoticeReason.CaptionTimesReversed, 5), (NoticeReason.CaptionOutsideMedia, 60)],
            ready.Notices.Skip(2).Select(notice => (notice.Reason, (int)notice.Span!.Value.Start.TotalSeconds)));
        await using (var platform = await StartAsync(folder))
            Assert.Equal(ready.Notices.AsEnumerable(), (await platform.WaitAsync("acme", "car", VideoStatus.Ready)).Notices);
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task CaptionsThatAllComeTooLate_AreAFailedModality()
    {
        await using var platform = await StartAsync();
        await platform.OnboardAsync("acme");
        Value(await platform.UploadAsync("acme", "car", "1 red car", "1\n00:01:00,000 --> 00:01:02,000\ntoo late\n"));

        var ready = await platform.WaitAsync("acme", "car", VideoStatus.Ready, VideoStatus.Failed);

        var text = ready.ModalityStates.Single(state => state.Modality == Modalities.Text);
        Assert.False(text.Present);
        Assert.NotNull(text.Problem);
        Assert.Single(ready.Notices);
    }
}
