using System.Buffers.Text;
using System.Text;
using FsCheck.Xunit;
using Microsoft.Extensions.Time.Testing;
using Triad.Core.Identity;
using Triad.Gateway.Tokens;

namespace Triad.Gateway.Tests.Tokens;

public sealed class TokenSignerTests
{
    private static readonly TenantId Acme = TenantId.From("acme");

    [Property]
    public bool Token_Opened_GivesBackItsBody(byte[] body) =>
        CreateSut().Open("page", Acme, CreateSut().Sign("page", Acme, body, null))!.SequenceEqual(body);

    [Property]
    public bool Token_WithOneChangedCharacter_IsRefused(byte[] body, int at)
    {
        var token = CreateSut().Sign("page", Acme, body, null);
        var place = (int)((uint)at % (uint)token.Length);
        var changed = token[..place] + (token[place] == 'A' ? 'B' : 'A') + token[(place + 1)..];

        // The last character may carry bits that are not part of any byte.
        var opened = CreateSut().Open("page", Acme, changed);
        return opened is null || (place == token.Length - 1 && opened.SequenceEqual(body));
    }

    [Fact]
    public void Token_OfAnotherTenantPurposeOrKey_IsRefused()
    {
        var token = CreateSut().Sign("page", Acme, [1, 2], null);
        var other = new byte[32];
        other[0] = 1;

        Assert.Null(CreateSut().Open("page", TenantId.From("rival"), token));
        Assert.Null(CreateSut().Open("page", null, token));
        Assert.Null(CreateSut().Open("pages", Acme, token));
        Assert.Null(new TokenSigner(other, new FakeTimeProvider()).Open("page", Acme, token));
    }

    [Fact]
    public void Token_WhosePurposeAndTenantRunTogether_IsRefused() =>
        Assert.Null(CreateSut().Open("pageac", TenantId.From("me"), CreateSut().Sign("page", Acme, [], null)));

    [Fact]
    public void Token_AfterItsLife_IsRefused()
    {
        var time = new FakeTimeProvider();
        var sut = new TokenSigner(new byte[32], time);
        var token = sut.Sign("page", Acme, [1], TimeSpan.FromMinutes(10));

        time.Advance(TimeSpan.FromMinutes(9));
        Assert.NotNull(sut.Open("page", Acme, token));
        time.Advance(TimeSpan.FromMinutes(1));
        Assert.Null(sut.Open("page", Acme, token));
    }

    [Theory]
    [InlineData("")]
    [InlineData("AAAA")]
    [InlineData("not base64!")]
    public void Token_ThatIsNone_IsRefused(string token) => Assert.Null(CreateSut().Open("page", Acme, token));

    [Property]
    public bool SealedToken_Opened_GivesBackItsBody(byte[] body) => CreateSut().Unseal("page", Acme, Seal(body))!.SequenceEqual(body);

    [Property]
    public bool SealedToken_WithOneChangedByte_IsRefused(byte[] body, int at)
    {
        var bytes = Base64Url.DecodeFromChars(Seal(body));
        bytes[(uint)at % (uint)bytes.Length] ^= 1;
        return CreateSut().Unseal("page", Acme, Base64Url.EncodeToString(bytes)) is null;
    }

    [Fact]
    public void SealedToken_TellsNothingOfItsBody_AndIsNeverTheSame()
    {
        var body = Enumerable.Repeat((byte)'s', 40).ToArray();
        var bytes = Base64Url.DecodeFromChars(Seal(body));

        Assert.Equal(8 + 12 + 40 + 16, bytes.Length);
        Assert.DoesNotContain("ssss", Encoding.Latin1.GetString(bytes), StringComparison.Ordinal);
        Assert.NotEqual(Seal(body), Seal(body));
    }

    [Fact]
    public void SealedToken_OfAnotherTenantPurposeOrKey_OrThatIsOnlySigned_IsRefused()
    {
        var other = new byte[32];
        other[0] = 1;

        Assert.Null(CreateSut().Unseal("page", TenantId.From("rival"), Seal([1])));
        Assert.Null(CreateSut().Unseal("page", null, Seal([1])));
        Assert.Null(CreateSut().Unseal("pageac", TenantId.From("me"), Seal([1])));
        Assert.Null(new TokenSigner(other, new FakeTimeProvider()).Unseal("page", Acme, Seal([1])));
        Assert.Null(CreateSut().Unseal("page", Acme, CreateSut().Sign("page", Acme, new byte[60], TimeSpan.FromMinutes(10))));
        Assert.Null(CreateSut().Open("page", Acme, Seal([1])));
        Assert.All(["", "AAAA", "not base64!"], token => Assert.Null(CreateSut().Unseal("page", Acme, token)));
    }

    [Fact]
    public void SealedToken_AfterItsLife_IsRefused()
    {
        var time = new FakeTimeProvider();
        var sut = new TokenSigner(new byte[32], time);
        var token = sut.Seal("page", Acme, [1], TimeSpan.FromMinutes(10));

        time.Advance(TimeSpan.FromMinutes(9));
        Assert.NotNull(sut.Unseal("page", Acme, token));
        time.Advance(TimeSpan.FromMinutes(1));
        Assert.Null(sut.Unseal("page", Acme, token));
    }

    [Fact]
    public void Signer_WithAShortKey_IsRefused() => Assert.Throws<ArgumentException>(() => new TokenSigner(new byte[31], new FakeTimeProvider()));

    private static string Seal(byte[] body) => CreateSut().Seal("page", Acme, body, TimeSpan.FromMinutes(10));

    private static TokenSigner CreateSut() => new(new byte[32], new FakeTimeProvider());
}
