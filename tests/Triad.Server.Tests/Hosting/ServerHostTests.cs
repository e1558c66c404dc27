using System.Net;
using System.Net.Sockets;
using Triad.Server.Hosting;

namespace Triad.Server.Tests.Hosting;

public sealed class ServerHostTests : IDisposable
{
    private readonly string _data = Directory.CreateTempSubdirectory("triad-host-").FullName;

    public void Dispose() => Directory.Delete(_data, recursive: true);

    [Theory]
    [InlineData("http://0.0.0.0:0", "AllowPlaintext")]
    [InlineData("https://127.0.0.1:0", "CertificatePath")]
    [InlineData("ftp://127.0.0.1:0", "--urls")]
    [InlineData("http://example.org:0", "IP address")]
    public void Build_OnAnAddressThatIsNotSafe_IsRefusedWithRemedy(string url, string remedy)
    {
        var refused = Assert.Throws<StartException>(() => ServerHost.Build(new ServerLaunch(_data, _data, url, null, [])));
        Assert.Contains(remedy, refused.Message);
    }

    [Fact]
    public void Build_OnAPortThatIsTaken_IsRefusedWithRemedyBeforeAnythingStarts()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var url = $"http://127.0.0.1:{((IPEndPoint)other.LocalEndpoint).Port}";

        var refused = Assert.Throws<StartException>(() => ServerHost.Build(new ServerLaunch(_data, _data, url, null, [])));

        Assert.Equal($"--urls '{url}': port {new Uri(url).Port} is taken. Stop what listens there, or choose another with --urls.", refused.Message);
        Assert.Empty(Directory.EnumerateFileSystemEntries(_data));
    }

    [Fact]
    public void Build_OnASiloPortThatIsTaken_IsRefusedByTheNameOfTheSetting()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var port = ((IPEndPoint)other.LocalEndpoint).Port;
        string[] settings = ["Triad:Cluster:Provider=Localhost", $"Triad:Cluster:SiloPort={port}"];

        var refused = Assert.Throws<StartException>(() => ServerHost.Build(new ServerLaunch(_data, _data, "http://127.0.0.1:0", null, settings)));

        Assert.Contains($"Triad:Cluster:SiloPort '{port}' is taken", refused.Message);
    }

    [Fact]
    public void Build_SettingWithoutValue_IsRefusedWithRemedy()
    {
        var refused = Assert.Throws<StartException>(() => ServerHost.Build(new ServerLaunch(_data, _data, "http://127.0.0.1:0", null, ["Triad:Ingest"])));
        Assert.Contains("NAME=VALUE", refused.Message);
    }
}
