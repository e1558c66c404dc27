using Triad.Core.Media;
using Triad.Gateway.Library;

namespace Triad.Gateway.Tests.Library;

public sealed class NoticeMappingTests
{
    [Fact]
    public void EveryReason_Mapped_HasTheSameName() =>
        Assert.All(Enum.GetValues<NoticeReason>(), reason => Assert.Equal(
            reason == NoticeReason.None ? "Unspecified" : $"{reason}", $"{NoticeMapping.ToWire(reason)}"));

    [Fact]
    public void Notice_Mapped_HasAllItsFields()
    {
        var wire = NoticeMapping.ToWire(new MediaNotice(NoticeReason.Damaged, "what", "remedy")
        {
            Span = new TimeRange(TimeSpan.FromSeconds(1.5), TimeSpan.FromSeconds(3)),
            Stream = new NoticeStream(2, "audio", "aac"),
        });

        Assert.Equal(("what", "remedy", 1.5, 3d), (wire.Message, wire.Remedy, wire.Span.StartSeconds, wire.Span.EndSeconds));
        Assert.Equal((2, "audio", "aac"), (wire.Stream.Index, wire.Stream.Kind, wire.Stream.Codec));
    }

    [Fact]
    public void NoticeAboutAllOfAVideo_Mapped_LeavesItsPlaceOut()
    {
        var wire = NoticeMapping.ToWire(new MediaNotice(NoticeReason.MoreNotListed, "what"));

        Assert.Equal((null, null, ""), (wire.Span, wire.Stream, wire.Remedy));
    }
}
