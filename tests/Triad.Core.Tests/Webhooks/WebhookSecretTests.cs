using System.Text;
using Triad.Core.Webhooks;

namespace Triad.Core.Tests.Webhooks;

public sealed class WebhookSecretTests
{
    // The example that implementations of Standard Webhooks share.
    [Fact]
    public void Sign_OfTheSchemesExample_IsItsSignature() => Assert.Equal(
        "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
        WebhookSecret.Parse("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")
            .Sign("msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330, Encoding.UTF8.GetBytes("{\"test\": 2432232314}")));

    [Fact]
    public void Draw_IsOfFullLength_AndReadAgain()
    {
        var secret = WebhookSecret.Draw();

        Assert.Equal(WebhookSecret.Bytes, secret.Key.Length);
        Assert.StartsWith("whsec_", secret.Text, StringComparison.Ordinal);
        Assert.Equal(secret.Key.ToArray(), WebhookSecret.Parse(secret.Text).Key.ToArray());
    }

    [Theory]
    [InlineData("")]
    [InlineData("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")]
    [InlineData("whsec_!")]
    public void Parse_OfWhatIsNone_Throws(string text) => Assert.Throws<FormatException>(() => WebhookSecret.Parse(text));
}
