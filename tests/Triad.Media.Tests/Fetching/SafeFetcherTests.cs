using System.Text;
using Microsoft.Extensions.Options;
using Triad.Core.Errors;
using Triad.Core.Fetching;
using Triad.Media.Fetching;

namespace Triad.Media.Tests.Fetching;

/// <summary>Against real sockets of this machine, and names that lead where the test says.</summary>
public sealed class SafeFetcherTests
{
    private readonly ScriptedResolver _resolver = new();

    [Fact]
    public async Task Get_OfAnAllowedHost_IsItsAnswer()
    {
        await using var server = RawServer.Of(RawServer.Ok("hello"));
        _resolver.With("hooks.test", "127.0.0.1");
        using var fetcher = Fetcher(options => options.AllowedHosts = ["hooks.test"]);

        var (status, body, error) = await FetchAsync(fetcher, $"http://hooks.test:{server.Port}/a?b=c");

        Assert.Equal((200, "hello", null), (status, body, error));
        var head = Assert.Single(server.Asked);
        Assert.StartsWith("GET /a?b=c HTTP/1.1\r\n", head, StringComparison.Ordinal);
        Assert.Contains($"Host: hooks.test:{server.Port}\r\n", head, StringComparison.Ordinal);
        Assert.DoesNotContain("traceparent", head, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Post_SendsBodyAndHeaders()
    {
        await using var server = RawServer.Of(RawServer.Ok(""));
        using var fetcher = Fetcher(options => options.AllowedNetworks = ["127.0.0.0/8"]);

        var sent = await fetcher.SendAsync(
            new FetchRequest($"http://127.0.0.1:{server.Port}/", "url") { Body = Encoding.UTF8.GetBytes("{}"), Headers = [new("webhook-id", "x1")] }, default);

        Assert.True(sent.IsOk);
        await sent.Value.DisposeAsync();
        var head = Assert.Single(server.Asked);
        Assert.StartsWith("POST / HTTP/1.1\r\n", head, StringComparison.Ordinal);
        Assert.Contains("webhook-id: x1\r\n", head, StringComparison.Ordinal);
        Assert.Contains("Content-Type: application/json\r\n", head, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("::1")]
    [InlineData("::ffff:127.0.0.1")]
    [InlineData("10.0.0.1")]
    [InlineData("169.254.169.254")]
    [InlineData("93.184.216.34,127.0.0.1")]
    public async Task Name_ThatLeadsToAnAddressThatIsNotPublic_IsRefusedAndNotReached(string answer)
    {
        await using var server = RawServer.Of(RawServer.Ok("secret"));
        _resolver.With("hooks.test", answer);
        using var fetcher = Fetcher();

        var address = $"http://hooks.test:{server.Port}/";
        var checkedNow = await fetcher.CheckAsync(address, "webhook.url", default);
        var (_, _, sent) = await FetchAsync(fetcher, address);

        Assert.Equal((ErrorReason.FieldInvalid, "webhook.url"), (checkedNow.Error?.Reason, checkedNow.Error?.Field));
        Assert.Equal(ErrorReason.FieldInvalid, sent?.Reason);
        Assert.Contains("not public", sent!.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(answer.Split(',')[^1], sent.Message, StringComparison.Ordinal);
        Assert.Empty(server.Asked);
    }

    [Fact]
    public async Task Literal_ThatIsNotPublic_IsRefused()
    {
        using var fetcher = Fetcher();

        foreach (var address in new[] { "http://127.0.0.1:8080/", "http://[::1]:8080/", "http://[::ffff:10.0.0.1]/", "http://0.0.0.0/", "http://169.254.169.254/latest/meta-data" })
            Assert.Equal(ErrorReason.FieldInvalid, (await fetcher.CheckAsync(address, "url", default)).Error?.Reason);
    }

    // The first look, when the webhook is made, sees a public address; the one that counts is that of the connection.
    [Fact]
    public async Task Name_ThatIsBoundAnewAfterItWasChecked_IsRefused()
    {
        await using var server = RawServer.Of(RawServer.Ok("secret"));
        _resolver.With("hooks.test", "93.184.216.34", "127.0.0.1");
        using var fetcher = Fetcher();
        var address = $"http://hooks.test:{server.Port}/";

        Assert.True((await fetcher.CheckAsync(address, "url", default)).IsOk);
        var (_, _, error) = await FetchAsync(fetcher, address);

        Assert.Equal(ErrorReason.FieldInvalid, error?.Reason);
        Assert.Empty(server.Asked);
    }

    // What was checked is what is reached: a connection asks for its name once.
    [Fact]
    public async Task Name_IsLookedUpOnceAConnection()
    {
        await using var server = RawServer.Of(RawServer.Ok("hello"));
        _resolver.With("hooks.test", "127.0.0.1", "10.9.9.9");
        using var fetcher = Fetcher(options => options.AllowedNetworks = ["127.0.0.0/8"]);

        var (status, _, _) = await FetchAsync(fetcher, $"http://hooks.test:{server.Port}/");

        Assert.Equal(200, status);
        Assert.Single(_resolver.Asked);
    }

    [Theory]
    [InlineData("http://inner.test:{0}/")]
    [InlineData("http://10.0.0.1:{0}/")]
    [InlineData("http://127.1:{0}/")]
    [InlineData("ftp://hooks.test/")]
    [InlineData("file:///etc/passwd")]
    [InlineData("http://user:x@hooks.test:{0}/")]
    public async Task Redirect_ToWhatWouldBeRefused_IsRefused(string location)
    {
        await using var inner = RawServer.Of(RawServer.Ok("secret"));
        await using var outer = RawServer.Of(RawServer.To(string.Format(System.Globalization.CultureInfo.InvariantCulture, location, inner.Port)));
        _resolver.With("hooks.test", "127.0.0.1").With("inner.test", "127.0.0.2");
        using var fetcher = Fetcher(options => options.AllowedHosts = ["hooks.test"]);

        var (_, _, error) = await FetchAsync(fetcher, $"http://hooks.test:{outer.Port}/", redirects: 3);

        Assert.Equal(ErrorReason.FieldInvalid, error?.Reason);
        Assert.Contains("redirected by hooks.test", error!.Message, StringComparison.Ordinal);
        Assert.Empty(inner.Asked);
    }

    [Fact]
    public async Task Redirect_IsFollowedAsOftenAsAllowed_AndTakesNoHeadersToAnotherHost()
    {
        await using var last = RawServer.Of(RawServer.Ok("there"));
        await using var first = RawServer.Of(RawServer.To($"http://other.test:{last.Port}/b"));
        _resolver.With("hooks.test", "127.0.0.1").With("other.test", "127.0.0.1");
        using var fetcher = Fetcher(options => options.AllowedNetworks = ["127.0.0.0/8"]);
        var request = new FetchRequest($"http://hooks.test:{first.Port}/", "url") { MaxRedirects = 1, Headers = [new("x-secret", "s")] };

        var sent = await fetcher.SendAsync(request, default);

        Assert.Equal(200, sent.Value.Status);
        Assert.Equal("other.test", sent.Value.Address.Host);
        await sent.Value.DisposeAsync();
        Assert.Contains("x-secret", Assert.Single(first.Asked), StringComparison.Ordinal);
        Assert.DoesNotContain("x-secret", Assert.Single(last.Asked), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Redirect_InACircle_Ends()
    {
        RawServer server = null!;
        server = new RawServer((_, stream, end) => stream.WriteAsync(Encoding.Latin1.GetBytes(RawServer.To($"http://127.0.0.1:{server.Port}/")), end).AsTask());
        await using var owned = server;
        using var fetcher = Fetcher(options => (options.AllowedNetworks, options.MaxRedirects) = (["127.0.0.0/8"], 4));

        var (_, _, error) = await FetchAsync(fetcher, $"http://127.0.0.1:{server.Port}/", redirects: 100);

        Assert.Equal(ErrorReason.LimitExceeded, error?.Reason);
        Assert.Equal(5, server.Asked.Count);
    }

    [Fact]
    public async Task Redirect_WhereNoneIsFollowed_IsTheAnswer()
    {
        await using var server = RawServer.Of(RawServer.To("http://10.0.0.1/"));
        using var fetcher = Fetcher(options => options.AllowedNetworks = ["127.0.0.0/8"]);

        Assert.Equal(302, (await FetchAsync(fetcher, $"http://127.0.0.1:{server.Port}/")).Status);
    }

    [Fact]
    public async Task Answer_LongerThanAllowed_IsCutOff()
    {
        await using var announced = RawServer.Of($"HTTP/1.1 200 OK\r\nContent-Length: 5000000000\r\n\r\nx");
        await using var endless = new RawServer(async (_, stream, end) =>
        {
            await stream.WriteAsync(Encoding.Latin1.GetBytes("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"), end);
            var chunk = Encoding.Latin1.GetBytes($"1000\r\n{new string('x', 0x1000)}\r\n");
            while (true)
                await stream.WriteAsync(chunk, end);
        });
        using var fetcher = Fetcher(options => options.AllowedNetworks = ["127.0.0.0/8"]);

        foreach (var port in new[] { announced.Port, endless.Port })
            Assert.Equal(ErrorReason.LimitExceeded, (await FetchAsync(fetcher, $"http://127.0.0.1:{port}/")).Error?.Reason);
    }

    [Fact]
    public async Task Answer_ShorterThanItSays_IsNoWhole()
    {
        await using var server = RawServer.Of("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nonly this");
        using var fetcher = Fetcher(options => options.AllowedNetworks = ["127.0.0.0/8"]);

        var (_, body, error) = await FetchAsync(fetcher, $"http://127.0.0.1:{server.Port}/");

        Assert.Equal(("only this", ErrorReason.Unavailable), (body, error?.Reason));
    }

    [Theory]
    [InlineData("")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nx")]
    public async Task Answer_ThatDoesNotCome_EndsInTime(string begin)
    {
        await using var server = new RawServer(async (_, stream, end) =>
        {
            await stream.WriteAsync(Encoding.Latin1.GetBytes(begin), end);
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, end);
        });
        using var fetcher = Fetcher(options => options.AllowedNetworks = ["127.0.0.0/8"]);

        var (_, _, error) = await FetchAsync(fetcher, $"http://127.0.0.1:{server.Port}/", timeout: TimeSpan.FromSeconds(0.3));

        Assert.Equal(ErrorReason.TimedOut, error?.Reason);
    }

    [Fact]
    public async Task Host_ThatIsNotThere_IsTold()
    {
        using var fetcher = Fetcher(options => options.AllowedNetworks = ["127.0.0.0/8"]);

        Assert.Contains("there is not", (await fetcher.CheckAsync("http://nowhere.test/", "url", default)).Error!.Message, StringComparison.Ordinal);
        Assert.Equal(ErrorReason.Unavailable, (await FetchAsync(fetcher, "http://127.0.0.1:1/")).Error?.Reason);
    }

    [Fact]
    public void Settings_ThatAreAllWrong_AreAllNamed()
    {
        var validated = new FetchOptionsValidator().Validate(null, new FetchOptions
        {
            AllowedHosts = ["http://x"],
            AllowedNetworks = ["10.0.0.0/33"],
            Ports = ["0", "9-1"],
            MaxRedirects = -1,
            ConnectTimeout = TimeSpan.Zero,
            IdleTimeout = TimeSpan.Zero,
            MaxConnectionsPerHost = 0,
            MaxHeaderKilobytes = 0,
        });

        Assert.Equal(9, validated.Failures!.Count());
        Assert.All(validated.Failures!, failure => Assert.StartsWith("Triad:Fetch:", failure, StringComparison.Ordinal));
        Assert.True(new FetchOptionsValidator().Validate(null, new FetchOptions()).Succeeded);
    }

    private SafeFetcher Fetcher(Action<FetchOptions>? configure = null)
    {
        var options = new FetchOptions { AllowHttp = true, Ports = ["1-65535"] };
        configure?.Invoke(options);
        return new SafeFetcher(Options.Create(options), _resolver, TimeProvider.System);
    }

    private static async Task<(int Status, string Body, Error? Error)> FetchAsync(SafeFetcher fetcher, string address, int redirects = 0, TimeSpan? timeout = null)
    {
        var sent = await fetcher.SendAsync(
            new FetchRequest(address, "url") { MaxRedirects = redirects, Timeout = timeout ?? TimeSpan.FromSeconds(20) }, default);
        if (!sent.IsOk)
            return (0, "", sent.Error);
        await using var response = sent.Value;
        var body = new StringBuilder();
        await foreach (var piece in response.ReadAsync(default))
        {
            if (!piece.IsOk)
                return (response.Status, body.ToString(), piece.Error);
            body.Append(Encoding.Latin1.GetString(piece.Value.Span));
        }

        return (response.Status, body.ToString(), null);
    }
}
