using Triad.Core.Identity;
using Triad.Core.Modality;
using Triad.Core.Usage;

namespace Triad.Core.Tests.Usage;

public sealed class UsageEventIdTests
{
    private static readonly TenantId Acme = TenantId.From("acme");
    private static readonly VideoId Car = VideoId.From("car");
    private static readonly UsageHour Hour = UsageHour.Parse("2026113009");
    private static readonly UsageLabels Labels = UsageLabels.Of(Modalities.All, "triad-mini", UsageSources.Ingest);

    // Stored and sent for ever: consumers tell repeats by them.
    [Fact]
    public void Id_OfEachThing_IsTheSameForEver()
    {
        Assert.Equal("e41b1f7b-00a8-52f2-ae1e-602264979dce", UsageEventId.OfVideo(Acme, Car, "source.1", 3, UsageKinds.EmbedSeconds, Labels).ToString());
        Assert.Equal("7dfef0e2-2c47-526f-9426-310d3fbfed05", UsageEventId.OfStored(Acme, Hour).ToString());
        Assert.Equal("7d542ad4-835a-59bb-a98c-4640a7452494", UsageEventId.OfItem(Acme, Car, Hour.Start).ToString());
        Assert.Equal(
            "bcc591a3-e15e-5418-9643-53578e398db8", UsageEventId.OfCounter(new Guid("00112233-4455-6677-8899-aabbccddeeff"), Acme, Hour, UsageKinds.Searches, UsageLabels.OfPackage("clip")).ToString());
    }

    [Fact]
    public void Id_OfAnythingElse_IsAnother()
    {
        UsageEventId[] ids =
        [
            UsageEventId.OfVideo(Acme, Car, "source.1", 3, UsageKinds.EmbedSeconds, Labels),
            UsageEventId.OfVideo(TenantId.From("rival"), Car, "source.1", 3, UsageKinds.EmbedSeconds, Labels),
            UsageEventId.OfVideo(Acme, VideoId.From("bus"), "source.1", 3, UsageKinds.EmbedSeconds, Labels),
            UsageEventId.OfVideo(Acme, Car, "source.2", 3, UsageKinds.EmbedSeconds, Labels), // The same id, uploaded anew after a deletion.
            UsageEventId.OfVideo(Acme, Car, "source.1", 4, UsageKinds.EmbedSeconds, Labels),
            UsageEventId.OfVideo(Acme, Car, "source.1", 3, UsageKinds.IngestedSeconds, Labels),
            UsageEventId.OfVideo(Acme, Car, "source.1", 3, UsageKinds.EmbedSeconds, Labels with { Modality = "v" }),
            UsageEventId.OfStored(Acme, Hour),
            UsageEventId.OfStored(Acme, Hour.Next),
        ];

        Assert.Equal(ids.Length, ids.Distinct().Count());
    }

    [Fact]
    public void Id_WrittenAndRead_IsTheSame()
    {
        var id = UsageEventId.OfStored(Acme, Hour);

        Assert.Equal(id, UsageEventId.Parse(id.ToString()));
    }
}
