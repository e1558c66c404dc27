using System.Text;
using System.Text.Json;
using Triad.Persistence.GrainState;
using Triad.Testing.GrainState;

namespace Triad.Persistence.Tests.GrainState;

public sealed class JsonStateSerializerTests
{
    [Fact]
    public void Serialize_State_IsTheDocumentedEnvelope()
    {
        var json = JsonDocument.Parse(new JsonStateSerializer().Serialize(new SampleState { Day = DayOfWeek.Friday }).ToString()).RootElement;

        Assert.Equal(1, json.GetProperty("format").GetInt32());
        Assert.Equal("SampleState", json.GetProperty("type").GetString());
        Assert.Equal("Friday", json.GetProperty("state").GetProperty("day").GetString());
    }

    [Fact]
    public void Deserialize_OfANewerBuild_IgnoresWhatItDoesNotKnow() =>
        Assert.Equal("a", Read("""{"format":1,"type":"SampleState","more":1,"state":{"name":"a","unknown":{"x":[1]}}}""").Name);

    [Fact]
    public void Deserialize_OfAnOlderBuild_KeepsTheDefaultsOfWhatIsMissing()
    {
        var state = Read("""{"format":1,"type":"SampleState","state":{"count":7}}""");

        Assert.Equal(7, state.Count);
        Assert.Equal("unnamed", state.Name);
        Assert.False(state.Items.IsDefault);
        Assert.Empty(state.ByName);
    }

    [Theory]
    [InlineData("""{"format":2,"type":"SampleState","state":{}}""")]
    [InlineData("""{"format":1,"type":"SampleState"}""")]
    [InlineData("""{"format":1,"type":"SampleState","state":{"count":"many"}}""")]
    [InlineData("{")]
    public void Deserialize_WhatItCannotRead_Throws(string json) => Assert.Throws<JsonException>(() => Read(json));

    private static SampleState Read(string json) =>
        new JsonStateSerializer().Deserialize<SampleState>(new BinaryData(Encoding.UTF8.GetBytes(json)));
}
