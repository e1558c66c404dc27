using System.Collections.Immutable;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Serialization;
using Triad.Core.Metadata;
using Triad.Grains.Abstractions.Shards;
using Triad.Grains.Abstractions.Videos;
using Triad.Grains.Keys;
using Triad.Grains.Videos;
using Triad.Persistence.GrainState;

namespace Triad.Grains.Tests.Serialisation;

/// <summary>
/// Silos of two versions run side by side during an upgrade, and a new version reads what an old one stored: what is sent and stored keeps its
/// names, ids and numbers.
/// </summary>
public sealed class GoldenTests
{
    private const int BytesOfLine = 32;

    private static readonly Serializer Serialiser = new ServiceCollection()
        .AddSerializer(builder => builder.AddAssembly(typeof(IVideoGrain).Assembly).AddAssembly(typeof(VideoState).Assembly))
        .BuildServiceProvider()
        .GetRequiredService<Serializer>();

    public static TheoryData<string> Types => [.. SerialisedTypes.ByAlias.Keys.Order(StringComparer.Ordinal)];

    public static TheoryData<string> States => [.. SerialisedTypes.StatesByAlias.Keys.Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Types))]
    public void Bytes_OfAType_AreWhatTheyWere(string alias) =>
        GoldenFile.Check(GoldenFile.NameOf(alias, "hex"), ToLines(Bytes(SampleValues.Of(SerialisedTypes.ByAlias[alias]))));

    [Theory]
    [MemberData(nameof(Types))]
    public void Bytes_ThatWereWritten_AreReadInFull(string alias)
    {
        var written = Convert.FromHexString(GoldenFile.Read(GoldenFile.NameOf(alias, "hex")).ReplaceLineEndings(string.Empty));

        var read = Serialiser.Deserialize<object>(written);

        Assert.IsType(SerialisedTypes.ByAlias[alias], read);
        Assert.Equal(written, Bytes(read!));
    }

    [Fact]
    public void Metadata_WithAComparer_IsReadInFull()
    {
        var hit = ((ShardHit)SampleValues.Of(typeof(ShardHit))) with
        {
            Metadata = ImmutableDictionary.Create<string, MetadataValue>(StringComparer.Ordinal)
                .Add("name", MetadataValue.Of("two")).Add("year", MetadataValue.Of(1999)),
        };

        var read = Serialiser.Deserialize<ShardHit>(Serialiser.SerializeToArray(hit));

        Assert.Equal(hit.Metadata.OrderBy(pair => pair.Key), read!.Metadata.OrderBy(pair => pair.Key));
    }

    [Theory]
    [MemberData(nameof(States))]
    public void Json_OfAState_IsWhatItWas(string alias)
    {
        var state = SampleValues.Of(SerialisedTypes.StatesByAlias[alias]);
        GoldenFile.Check(GoldenFile.NameOf(alias, "json"), Stored(state));
    }

    [Fact]
    public void Video_StoredBeforeThereWereNotices_IsReadWithNone()
    {
        var stored = GoldenFile.Read(Path.Combine("Earlier", "triad.state.video.json"));

        var read = new JsonStateSerializer().Deserialize<VideoState>(BinaryData.FromString(stored));

        Assert.Empty(read.Notices);
        Assert.NotEmpty(read.Segments);
    }

    [Fact]
    public void ApiKey_StoredBeforeThereWereFilters_IsReadWithNothingOfThem()
    {
        var stored = GoldenFile.Read(Path.Combine("Earlier", "triad.state.api-key.json"));

        var read = new JsonStateSerializer().Deserialize<ApiKeyState>(BinaryData.FromString(stored));

        Assert.Equal(("", true, true, true, null), (read.Filter, read.Networks.IsEmpty, read.TokenKey.IsEmpty, read.Older.IsEmpty, read.LastUsedAt));
        Assert.Equal("TenantId 2", read.TenantId);
    }

    [Fact]
    public void Calls_AndTheirTypes_AreWhatTheyWere() => GoldenFile.Check("calls.txt", string.Join('\n', CallListing.Calls()));

    [Fact]
    public void NumbersOfEnums_AreWhatTheyWere() => GoldenFile.Check("enums.txt", string.Join('\n', CallListing.Enums()));

    [Fact]
    public void Files_OfTypesThatAreGone_AreGone() =>
        Assert.Empty(Directory.GetFiles(GoldenFile.Folder, "*.hex").Select(Path.GetFileName)
            .Except(SerialisedTypes.ByAlias.Keys.Select(alias => GoldenFile.NameOf(alias, "hex"))));

    private static byte[] Bytes(object value) => Serialiser.SerializeToArray<object>(value);

    private static string Stored(object state)
    {
        var serialise = typeof(JsonStateSerializer).GetMethod(nameof(JsonStateSerializer.Serialize))!.MakeGenericMethod(state.GetType());
        return Encoding.UTF8.GetString(((BinaryData)serialise.Invoke(new JsonStateSerializer(), [state])!).ToMemory().Span);
    }

    private static string ToLines(byte[] bytes) => string.Join('\n', bytes.Chunk(BytesOfLine).Select(Convert.ToHexStringLower));
}
