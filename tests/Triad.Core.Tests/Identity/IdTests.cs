using Triad.Core.Errors;
using Triad.Core.Identity;

namespace Triad.Core.Tests.Identity;

/// <summary>Which texts are ids. What is accepted once is stored, so it must be accepted for ever.</summary>
public sealed class IdTests
{
    [Theory]
    [InlineData("ab")]
    [InlineData("a1")]
    [InlineData("acme-films-2")]
    [InlineData("a--b")]
    [InlineData("a23456789012345678901234567890123456789012345678")]
    public void TenantId_OfItsForm_IsRead(string text) => Assert.Equal(text, TenantId.Parse(text).Value.Value);

    [Theory]
    [InlineData("a")]
    [InlineData("Acme")]
    [InlineData("1acme")]
    [InlineData("-acme")]
    [InlineData("acme-")]
    [InlineData("ac me")]
    [InlineData("acme\n")]
    [InlineData("acme/x")]
    [InlineData("größer")]
    [InlineData("a234567890123456789012345678901234567890123456789")]
    public void TenantId_OfAnotherForm_IsRefusedByFieldAndValue(string text) => AssertRefused(TenantId.Parse(text).Error, "tenant_id");

    [Theory]
    [InlineData("a")]
    [InlineData("0")]
    [InlineData("Clip_01.final-cut")]
    public void VideoId_OfItsForm_IsRead(string text) => Assert.Equal(text, VideoId.Parse(text).Value.Value);

    [Theory]
    [InlineData(".clip")]
    [InlineData("_clip")]
    [InlineData("a/b")]
    [InlineData("a b")]
    [InlineData("clip\n")]
    [InlineData("ü")]
    public void VideoId_OfAnotherForm_IsRefusedByFieldAndValue(string text) => AssertRefused(VideoId.Parse(text).Error, "video_id");

    [Fact]
    public void VideoId_Length_IsAtMost128()
    {
        Assert.True(VideoId.Parse(new string('a', 128)).IsOk);
        AssertRefused(VideoId.Parse(new string('a', 129)).Error, "video_id");
    }

    [Theory]
    [InlineData("triad-mini@0123456789abcdef", true)]
    [InlineData("m@0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef", true)]
    [InlineData("triad-mini@0123456789ABCDEF", false)]
    [InlineData("triad-mini@0123456789abcde", false)]
    [InlineData("triad-mini", false)]
    [InlineData("@0123456789abcdef", false)]
    [InlineData("Triad@0123456789abcdef", false)]
    public void SpaceId_Form_IsModelAtHash(string text, bool good) => Assert.Equal(good, SpaceId.Parse(text).IsOk);

    [Theory]
    [InlineData("abcdef123456", true)]
    [InlineData("abcdefghijklmnopqrstuvwxyz123456", true)]
    [InlineData("abcdef12345", false)]
    [InlineData("abcdefghijklmnopqrstuvwxyz1234567", false)]
    [InlineData("ABCDEF123456", false)]
    [InlineData("abcdef_12345", false)]
    public void ApiKeyId_Form_Is12To32LettersAndDigits(string text, bool good) => Assert.Equal(good, ApiKeyId.Parse(text).IsOk);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public void Ids_OfNothing_AreMissing(string? text)
    {
        Error?[] errors = [TenantId.Parse(text).Error, VideoId.Parse(text).Error, SpaceId.Parse(text).Error, ApiKeyId.Parse(text).Error];

        Assert.Equal(
            [(ErrorReason.FieldMissing, "tenant_id"), (ErrorReason.FieldMissing, "video_id"), (ErrorReason.FieldMissing, "space"), (ErrorReason.FieldMissing, "key_id")],
            errors.Select(error => (error!.Reason, error.Field!)));
    }

    [Fact]
    public void Parse_WithAField_NamesIt() => Assert.Equal("options.tenant", TenantId.Parse("?", "options.tenant").Error?.Field);

    [Fact]
    public void From_OfAnotherForm_Throws()
    {
        Assert.Throws<FormatException>(() => TenantId.From("A"));
        Assert.Throws<FormatException>(() => VideoId.From(""));
        Assert.Throws<FormatException>(() => SpaceId.From("x"));
        Assert.Throws<FormatException>(() => ApiKeyId.From("x"));
    }

    [Fact]
    public void Uninitialised_HasNoValue()
    {
        Assert.Throws<InvalidOperationException>(() => default(TenantId).Value);
        Assert.Throws<InvalidOperationException>(() => default(VideoId).Value);
        Assert.Throws<InvalidOperationException>(() => default(SpaceId).Value);
        Assert.Throws<InvalidOperationException>(() => default(ApiKeyId).Value);
    }

    [Fact]
    public void ShardId_Text_IsTenantAndNumber() => Assert.Equal("acme/3", new ShardId(TenantId.From("acme"), 3).ToString());

    private static void AssertRefused(Error? error, string field)
    {
        Assert.Equal((ErrorReason.FieldInvalid, field), (error?.Reason, error?.Field));
        Assert.NotNull(error!.Value);
        Assert.NotNull(error.Remedy);
    }
}
