using Triad.Core.Media;
using Triad.Media.Timelines;

namespace Triad.Media.Tests.Timelines;

/// <summary>Where runs of packets stand on the time line: 25 frames and 50 blocks of sound a second, in the order of the file.</summary>
public sealed class TimelineTests
{
    private const double Longest = 3600;
    private readonly RunList _frames = new(TimeRules.FrameGap(25));
    private readonly RunList _sound = new(TimeRules.SoundGap);
    private long _number;

    [Fact]
    public void OneRecording_Placed_IsOneRun()
    {
        Record(start: 10, frames: 5, sound: 5);

        var timeline = Timeline.Of(_frames.ToList(), _sound.ToList(), 10, Longest);

        AssertPlaces([(0, 5)], timeline.Frames);
        AssertPlaces([(0, 5)], timeline.Sound);
        Assert.Empty(timeline.Notices);
        Assert.Equal(5, timeline.Footage, 3);
    }

    [Fact]
    public void ClockThatBeginsAgain_Placed_RunsOnForBothAlike()
    {
        Record(start: 0, frames: 6, sound: 4);
        Record(start: 0, frames: 6, sound: 4);
        Record(start: 0, frames: 6, sound: 4);

        var timeline = Of();

        AssertPlaces([(0, 6), (6, 6), (12, 6)], timeline.Frames);
        AssertPlaces([(0, 4), (6, 4), (12, 4)], timeline.Sound);
        Assert.Equal([NoticeReason.TimeRestarted, NoticeReason.TimeRestarted], timeline.Notices.Select(notice => notice.Reason));
    }

    [Fact]
    public void RecordingWithoutSound_Placed_KeepsTheLaterSoundInStep()
    {
        Record(start: 0, frames: 6, sound: 6);
        Record(start: 0, frames: 6, sound: 0);
        Record(start: 0, frames: 6, sound: 6);

        AssertPlaces([(0, 6), (12, 6)], Of().Sound);
    }

    [Theory]
    [InlineData(1000, 1000, NoticeReason.TimeGap)]
    [InlineData(90_000, 5, NoticeReason.TimeGapClosed)]
    public void Gap_Placed_KeepsTheFilesTimesWhereTheyAreWithinTheLimit(double second, double place, NoticeReason reason)
    {
        Record(start: 0, frames: 5, sound: 5);
        Record(start: second, frames: 5, sound: 5);

        var timeline = Of();

        AssertPlaces([(0, 5), (place, 5)], timeline.Frames);
        AssertPlaces([(0, 5), (place, 5)], timeline.Sound);
        Assert.Equal(reason, Assert.Single(timeline.Notices).Reason);
        Assert.Equal(10, timeline.Footage, 3);
    }

    [Fact]
    public void AnnouncedStartThatIsNone_Placed_DoesNotCount()
    {
        Record(start: 95_000, frames: 5, sound: 5);

        AssertPlaces([(0, 5)], Of().Frames);
    }

    [Fact]
    public void ShortBreak_Placed_IsNone()
    {
        Record(start: 0, frames: 5, sound: 5);
        Record(start: 9, frames: 5, sound: 5);

        Assert.Single(Of().Frames);
    }

    [Fact]
    public void AllFramesBeforeAllSound_Placed_ShareTheClock()
    {
        Record(start: 0, frames: 5, sound: 0);
        Record(start: 0, frames: 0, sound: 5);

        var timeline = Of();

        AssertPlaces([(0, 5)], timeline.Sound);
        Assert.Empty(timeline.Notices);
    }

    [Fact]
    public void ClockOfOneStreamThatBeginsAgain_Placed_RunsOnByItself()
    {
        for (var second = 0; second < 10; second++)
            Record(start: second, frames: 1, sound: 1, frameStart: second % 5);

        AssertPlaces([(0, 5), (5, 5)], Of().Frames);
        AssertPlaces([(0, 10)], Of().Sound);
    }

    [Fact]
    public void EndlessJumps_Cut_AreBounded()
    {
        for (var i = 0; i < 50_000; i++)
            _frames.Add(_number++, i % 2 * 1000, i % 2 * 1000, 0.04);

        Assert.InRange(_frames.ToList().Count, 1, 10_001);
    }

    private static void AssertPlaces((double Place, double Length)[] expected, IReadOnlyList<TimelineRun> runs) =>
        Assert.Equal(expected, runs.Select(run => (Math.Round(run.Place, 3), Math.Round(run.Length, 3))));

    private Timeline Of() => Timeline.Of(_frames.ToList(), _sound.ToList(), 0, Longest);

    private void Record(double start, double frames, double sound, double? frameStart = null)
    {
        for (var i = 0; i < 50 * Math.Max(frames, sound); i++)
        {
            var time = i / 50d;
            if (time < sound)
                _sound.Add(_number++, start + time, start + time, 0.02);
            if (i % 2 == 0 && time < frames)
                _frames.Add(_number++, (frameStart ?? start) + time, (frameStart ?? start) + time, 0.04);
        }
    }
}
