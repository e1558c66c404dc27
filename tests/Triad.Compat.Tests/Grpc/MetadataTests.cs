using Grpc.Core;

namespace Triad.Compat.Tests.Grpc;

public sealed class MetadataTests
{
    [Fact]
    public void Get_KeyGivenTwice_ReturnsTheLast()
    {
        var metadata = new Metadata { { "k", "1" }, { "K", "2" } };

        Assert.Equal("2", metadata.GetValue("k"));
        Assert.Equal(["1", "2"], metadata.GetAll("k").Select(entry => entry.Value));
    }

    [Theory]
    [InlineData("with space")]
    [InlineData("ümlaut")]
    public void Add_ImpossibleKey_Throws(string key) =>
        Assert.Throws<ArgumentException>(() => new Metadata { { key, "value" } });

    [Fact]
    public void Add_ValueOfTheWrongKind_Throws()
    {
        Assert.Throws<ArgumentException>(() => new Metadata { { "text-bin", "value" } });
        Assert.Throws<ArgumentException>(() => new Metadata { { "binary", new byte[] { 1 } } });
    }

    [Fact]
    public void Add_ToTheEmptyOne_Throws() =>
        Assert.Throws<InvalidOperationException>(() => Metadata.Empty.Add("k", "v"));

    [Fact]
    public void ToString_OfAStatus_NamesCodeAndDetail() =>
        Assert.Equal("Status(StatusCode=\"NotFound\", Detail=\"no such video\")", new Status(StatusCode.NotFound, "no such video").ToString());

    [Fact]
    public void Create_ChannelWithCallCredentials_Works()
    {
        var credentials = CallCredentials.FromInterceptor((_, _) => Task.CompletedTask);

        Assert.NotNull(ChannelCredentials.Create(ChannelCredentials.SecureSsl, credentials));
        Assert.Throws<ArgumentNullException>(() => ChannelCredentials.Create(ChannelCredentials.SecureSsl, null!));
    }
}
