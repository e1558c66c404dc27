using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Triad.Client.Tests.Receipts;

public sealed class ReceiptVerifierTests : IDisposable
{
    private const string Claims =
        """
        {"iss":"triad","iat":1,"jti":"er_1","erased":"tenant","tenant":"acme","requested_by":"op","started":"2026-11-30T10:00:00Z",
        "finished":"2026-11-30T10:01:00Z","data_key_destroyed":true,"stores":[{"name":"vectors","unit":"vectors","before":7,"after":0}],
        "may_stay":[{"what":"Logs.","until":"2026-12-01T00:00:00Z"}]}
        """;

    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly ECDsa _other = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    public void Dispose()
    {
        _key.Dispose();
        _other.Dispose();
    }

    [Fact]
    public async Task Verify_WhatThePlatformSigned_TellsIt()
    {
        var check = await ReceiptVerifier.VerifyAsync(Sign(_key, "a", Claims) + "\n", KeySet());

        Assert.Null(check.Problem);
        Assert.Equal(("er_1", "acme", null, "a"), (check.Receipt!.Id, check.Receipt.TenantId, check.Receipt.VideoId, check.KeyId));
        Assert.Equal([new ErasedStore("vectors", "vectors", 7, 0)], check.Receipt.Stores);
        Assert.Equal(new DateTimeOffset(2026, 12, 1, 0, 0, 0, TimeSpan.Zero), Assert.Single(check.Receipt.Remainders).Until);
    }

    [Fact]
    public async Task Verify_WithAKeyThatWasRotatedAway_IsGenuineAsLongAsItIsPublished() =>
        Assert.True((await ReceiptVerifier.VerifyAsync(Sign(_other, "b", Claims), KeySet())).IsGenuine);

    [Fact]
    public async Task Verify_AChangedCount_SaysThatItWasChanged()
    {
        var parts = Sign(_key, "a", Claims).Split('.');
        parts[1] = Encode(Claims.Replace("\"before\":7", "\"before\":9", StringComparison.Ordinal));

        await RefusedAsync(string.Join('.', parts), "It was changed");
    }

    [Fact]
    public Task Verify_TheSignatureOfAnotherKey_SaysThatItDoesNotFit() => RefusedAsync(Sign(_other, "a", Claims), "does not fit");

    [Fact]
    public Task Verify_AKeyThatNobodyPublished_NamesIt() => RefusedAsync(Sign(_key, "c", Claims), "'c'");

    [Fact]
    public Task Verify_WithoutASignature_SaysSo() =>
        RefusedAsync($"{Encode("""{"alg":"none","typ":"triad-receipt+jwt","kid":"a"}""")}.{Encode(Claims)}.", "not signed");

    [Fact]
    public Task Verify_ASecretInPlaceOfAKey_IsRefused()
    {
        var head = $"{Encode("""{"alg":"HS256","typ":"triad-receipt+jwt","kid":"a"}""")}.{Encode(Claims)}";
        var mac = HMACSHA256.HashData(Encoding.UTF8.GetBytes(KeySet()), Encoding.ASCII.GetBytes(head));
        return RefusedAsync($"{head}.{Base64Url.EncodeToString(mac)}", "ES256");
    }

    [Fact]
    public Task Verify_ATokenOfAnotherKind_IsRefused() => RefusedAsync(Sign(_key, "a", Claims, type: "JWT"), "as 'JWT'");

    [Fact]
    public Task Verify_FromAnotherIssuer_IsRefused() =>
        RefusedAsync(Sign(_key, "a", Claims.Replace("\"triad\"", "\"acme\"", StringComparison.Ordinal)), "not issued by Triad");

    [Fact]
    public Task Verify_SomethingElseThatWasSigned_IsNoReceipt() => RefusedAsync(Sign(_key, "a", """{"iss":"triad"}"""), "no receipt");

    [Theory]
    [InlineData("")]
    [InlineData("a receipt")]
    [InlineData("a.b.c")]
    [InlineData("e30.e30")]
    public async Task Verify_NoReceipt_SaysSo(string text) =>
        Assert.Contains("no receipt", (await ReceiptVerifier.VerifyAsync(text, KeySet())).Problem, StringComparison.Ordinal);

    [Theory]
    [InlineData("")]
    [InlineData("not json")]
    public async Task Verify_WithKeysThatAreNone_Fails(string keys) =>
        await Assert.ThrowsAsync<FormatException>(() => ReceiptVerifier.VerifyAsync(Sign(_key, "a", Claims), keys));

    private async Task RefusedAsync(string jws, string why)
    {
        var check = await ReceiptVerifier.VerifyAsync(jws, KeySet());

        Assert.Contains(why, check.Problem, StringComparison.Ordinal);
        Assert.Null(check.Receipt);
    }

    private string KeySet() => JsonSerializer.Serialize(new { keys = new[] { Public(_key, "a"), Public(_other, "b") } });

    private static object Public(ECDsa key, string id)
    {
        var point = key.ExportParameters(false).Q;
        return new { kty = "EC", crv = "P-256", use = "sig", alg = "ES256", kid = id, x = Base64Url.EncodeToString(point.X), y = Base64Url.EncodeToString(point.Y) };
    }

    private static string Sign(ECDsa key, string id, string claims, string type = "triad-receipt+jwt")
    {
        var signed = $"{Encode($$"""{"alg":"ES256","typ":"{{type}}","kid":"{{id}}"}""")}.{Encode(claims)}";
        return $"{signed}.{Base64Url.EncodeToString(key.SignData(Encoding.ASCII.GetBytes(signed), HashAlgorithmName.SHA256))}";
    }

    private static string Encode(string text) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(text));
}
