using System.Text;
using Microsoft.Extensions.Time.Testing;

namespace Triad.Client.Tests.Webhooks;

/// <summary>Over the example that implementations of Standard Webhooks share.</summary>
public sealed class WebhookSignatureTests
{
    private const string Secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private const string Id = "msg_p5jXN8AQM9LWM0D4loKWxJek";
    private const string Timestamp = "1614265330";
    private const string Signature = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";

    private static readonly byte[] Body = Encoding.UTF8.GetBytes("{\"test\": 2432232314}");

    private readonly FakeTimeProvider _time = new(DateTimeOffset.FromUnixTimeSeconds(1614265330));

    [Theory]
    [InlineData(Signature)]
    [InlineData("v1,AAAA " + Signature)]
    [InlineData("v1a,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE= " + Signature)]
    public void Message_ThatIsThePlatforms_IsValid(string signatures) => Assert.Equal(WebhookVerdict.Valid, Verify(signatures: signatures));

    [Fact]
    public void Message_ThatWasChanged_HasAWrongSignature()
    {
        Assert.Equal(WebhookVerdict.WrongSignature, Verify(id: "msg_other"));
        Assert.Equal(WebhookVerdict.WrongSignature, Verify(timestamp: "1614265331"));
        Assert.Equal(WebhookVerdict.WrongSignature, Verify(body: "{}"));
        Assert.Equal(WebhookVerdict.WrongSignature, Verify(secret: "whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"));
        Assert.Equal(WebhookVerdict.WrongSignature, Verify(signatures: "v2" + Signature[2..]));
        Assert.Equal(WebhookVerdict.WrongSignature, Verify(signatures: "v1,not base64"));
    }

    [Theory]
    [InlineData(-301, WebhookVerdict.WrongTime)]
    [InlineData(-300, WebhookVerdict.Valid)]
    [InlineData(300, WebhookVerdict.Valid)]
    [InlineData(301, WebhookVerdict.WrongTime)]
    public void Message_OfAnotherTime_IsRefused(int secondsLater, WebhookVerdict verdict)
    {
        var time = new FakeTimeProvider(DateTimeOffset.FromUnixTimeSeconds(1614265330 + secondsLater));

        Assert.Equal(verdict, WebhookSignature.Verify(Secret, Id, Timestamp, Signature, Body, time: time));
        Assert.Equal(WebhookVerdict.Valid, WebhookSignature.Verify(Secret, Id, Timestamp, Signature, Body, TimeSpan.FromMinutes(10), time));
    }

    [Fact]
    public void Message_WithoutItsHeaders_IsMalformed()
    {
        Assert.Equal(WebhookVerdict.Malformed, Verify(id: ""));
        Assert.Equal(WebhookVerdict.Malformed, Verify(timestamp: ""));
        Assert.Equal(WebhookVerdict.Malformed, Verify(timestamp: "-1"));
        Assert.Equal(WebhookVerdict.Malformed, Verify(signatures: ""));
        Assert.Equal(WebhookVerdict.Malformed, WebhookSignature.Verify(Secret, null, null, null, Body));
    }

    [Fact]
    public void Secret_ThatIsNone_Throws() => Assert.Throws<FormatException>(() => Verify(secret: "whsec_!"));

    private WebhookVerdict Verify(
        string secret = Secret, string id = Id, string timestamp = Timestamp, string signatures = Signature, string? body = null) =>
        WebhookSignature.Verify(secret, id, timestamp, signatures, body is null ? Body : Encoding.UTF8.GetBytes(body), time: _time);
}
