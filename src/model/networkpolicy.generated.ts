// @ts-nocheck: ajv writes plain JavaScript; only the exports have types.
// Written by scripts/generate/validators.ts from src/model/networkpolicy.schema.ts.
import { keywords } from './keywords/index.ts';
import type { TypeValidator, ValueValidator } from './validators.ts';

export const decodes: TypeValidator = validate0;
const schema0 = {"type":["object"],"properties":{"apiVersion":{"type":["string","null"]},"kind":{"type":["string","null"]},"metadata":{"type":["object","null"],"properties":{"name":{"type":["string","null"]},"generateName":{"type":["string","null"]},"namespace":{"type":["string","null"]},"selfLink":{"type":["string","null"]},"uid":{"type":["string","null"]},"resourceVersion":{"type":["string","null"]},"generation":{"type":["integer","null"],"minimum":-9223372036854776000,"maximum":9223372036854776000},"creationTimestamp":{"type":["string","null"]},"deletionTimestamp":{"type":["string","null"]},"deletionGracePeriodSeconds":{"type":["integer","null"],"minimum":-9223372036854776000,"maximum":9223372036854776000},"labels":{"type":["object","null"],"additionalProperties":{"type":["string","null"]}},"annotations":{"type":["object","null"],"additionalProperties":{"type":["string","null"]}},"ownerReferences":{"type":["array","null"],"items":{"type":["object","null"],"properties":{"apiVersion":{"type":["string","null"]},"kind":{"type":["string","null"]},"name":{"type":["string","null"]},"uid":{"type":["string","null"]},"controller":{"type":["boolean","null"]},"blockOwnerDeletion":{"type":["boolean","null"]}}}},"finalizers":{"type":["array","null"],"items":{"type":["string","null"]}},"managedFields":{"type":["array","null"],"items":{"type":["object","null"],"properties":{"manager":{"type":["string","null"]},"operation":{"type":["string","null"]},"apiVersion":{"type":["string","null"]},"time":{"type":["string","null"]},"fieldsType":{"type":["string","null"]},"subresource":{"type":["string","null"]}}}}}},"spec":{"type":["object","null"],"properties":{"podSelector":{"type":["object","null"],"properties":{"matchLabels":{"type":["object","null"],"additionalProperties":{"type":["string","null"]}},"matchExpressions":{"type":["array","null"],"items":{"type":["object","null"],"properties":{"key":{"type":["string","null"]},"operator":{"type":["string","null"]},"values":{"type":["array","null"],"items":{"type":["string","null"]}}}}}}},"ingress":{"type":["array","null"],"items":{"type":["object","null"],"properties":{"from":{"type":["array","null"],"items":{"type":["object","null"],"properties":{"podSelector":{"type":["object","null"],"properties":{"matchLabels":{"type":["object","null"],"additionalProperties":{"type":["string","null"]}},"matchExpressions":{"type":["array","null"],"items":{"type":["object","null"],"properties":{"key":{"type":["string","null"]},"operator":{"type":["string","null"]},"values":{"type":["array","null"],"items":{"type":["string","null"]}}}}}}},"namespaceSelector":{"type":["object","null"],"properties":{"matchLabels":{"type":["object","null"],"additionalProperties":{"type":["string","null"]}},"matchExpressions":{"type":["array","null"],"items":{"type":["object","null"],"properties":{"key":{"type":["string","null"]},"operator":{"type":["string","null"]},"values":{"type":["array","null"],"items":{"type":["string","null"]}}}}}}},"ipBlock":{"type":["object","null"],"properties":{"cidr":{"type":["string","null"]},"except":{"type":["array","null"],"items":{"type":["string","null"]}}}}}}},"ports":{"type":["array","null"],"items":{"type":["object","null"],"properties":{"protocol":{"type":["string","null"]},"port":{"type":["integer","string","null"],"minimum":-2147483648,"maximum":2147483647},"endPort":{"type":["integer","null"],"minimum":-2147483648,"maximum":2147483647}}}}}}},"egress":{"type":["array","null"],"items":{"type":["object","null"],"properties":{"to":{"type":["array","null"],"items":{"type":["object","null"],"properties":{"podSelector":{"type":["object","null"],"properties":{"matchLabels":{"type":["object","null"],"additionalProperties":{"type":["string","null"]}},"matchExpressions":{"type":["array","null"],"items":{"type":["object","null"],"properties":{"key":{"type":["string","null"]},"operator":{"type":["string","null"]},"values":{"type":["array","null"],"items":{"type":["string","null"]}}}}}}},"namespaceSelector":{"type":["object","null"],"properties":{"matchLabels":{"type":["object","null"],"additionalProperties":{"type":["string","null"]}},"matchExpressions":{"type":["array","null"],"items":{"type":["object","null"],"properties":{"key":{"type":["string","null"]},"operator":{"type":["string","null"]},"values":{"type":["array","null"],"items":{"type":["string","null"]}}}}}}},"ipBlock":{"type":["object","null"],"properties":{"cidr":{"type":["string","null"]},"except":{"type":["array","null"],"items":{"type":["string","null"]}}}}}}},"ports":{"type":["array","null"],"items":{"type":["object","null"],"properties":{"protocol":{"type":["string","null"]},"port":{"type":["integer","string","null"],"minimum":-2147483648,"maximum":2147483647},"endPort":{"type":["integer","null"],"minimum":-2147483648,"maximum":2147483647}}}}}}},"policyTypes":{"type":["array","null"],"items":{"type":["string","null"]}}}}}};

function validate0(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.apiVersion !== undefined){
let data0 = data.apiVersion;
if((typeof data0 !== "string") && (data0 !== null)){
const err0 = {instancePath:instancePath+"/apiVersion",schemaPath:"#/properties/apiVersion/type",keyword:"type",params:{type: schema0.properties.apiVersion.type}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
}
if(data.kind !== undefined){
let data1 = data.kind;
if((typeof data1 !== "string") && (data1 !== null)){
const err1 = {instancePath:instancePath+"/kind",schemaPath:"#/properties/kind/type",keyword:"type",params:{type: schema0.properties.kind.type}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
}
if(data.metadata !== undefined){
let data2 = data.metadata;
if((!(data2 && typeof data2 == "object" && !Array.isArray(data2))) && (data2 !== null)){
const err2 = {instancePath:instancePath+"/metadata",schemaPath:"#/properties/metadata/type",keyword:"type",params:{type: schema0.properties.metadata.type}};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
if(data2 && typeof data2 == "object" && !Array.isArray(data2)){
if(data2.name !== undefined){
let data3 = data2.name;
if((typeof data3 !== "string") && (data3 !== null)){
const err3 = {instancePath:instancePath+"/metadata/name",schemaPath:"#/properties/metadata/properties/name/type",keyword:"type",params:{type: schema0.properties.metadata.properties.name.type}};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
}
if(data2.generateName !== undefined){
let data4 = data2.generateName;
if((typeof data4 !== "string") && (data4 !== null)){
const err4 = {instancePath:instancePath+"/metadata/generateName",schemaPath:"#/properties/metadata/properties/generateName/type",keyword:"type",params:{type: schema0.properties.metadata.properties.generateName.type}};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
}
if(data2.namespace !== undefined){
let data5 = data2.namespace;
if((typeof data5 !== "string") && (data5 !== null)){
const err5 = {instancePath:instancePath+"/metadata/namespace",schemaPath:"#/properties/metadata/properties/namespace/type",keyword:"type",params:{type: schema0.properties.metadata.properties.namespace.type}};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
}
if(data2.selfLink !== undefined){
let data6 = data2.selfLink;
if((typeof data6 !== "string") && (data6 !== null)){
const err6 = {instancePath:instancePath+"/metadata/selfLink",schemaPath:"#/properties/metadata/properties/selfLink/type",keyword:"type",params:{type: schema0.properties.metadata.properties.selfLink.type}};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
}
if(data2.uid !== undefined){
let data7 = data2.uid;
if((typeof data7 !== "string") && (data7 !== null)){
const err7 = {instancePath:instancePath+"/metadata/uid",schemaPath:"#/properties/metadata/properties/uid/type",keyword:"type",params:{type: schema0.properties.metadata.properties.uid.type}};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
}
if(data2.resourceVersion !== undefined){
let data8 = data2.resourceVersion;
if((typeof data8 !== "string") && (data8 !== null)){
const err8 = {instancePath:instancePath+"/metadata/resourceVersion",schemaPath:"#/properties/metadata/properties/resourceVersion/type",keyword:"type",params:{type: schema0.properties.metadata.properties.resourceVersion.type}};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
}
if(data2.generation !== undefined){
let data9 = data2.generation;
if((!(((typeof data9 == "number") && (!(data9 % 1) && !isNaN(data9))) && (isFinite(data9)))) && (data9 !== null)){
const err9 = {instancePath:instancePath+"/metadata/generation",schemaPath:"#/properties/metadata/properties/generation/type",keyword:"type",params:{type: schema0.properties.metadata.properties.generation.type}};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
if((typeof data9 == "number") && (isFinite(data9))){
if(data9 > 9223372036854776000 || isNaN(data9)){
const err10 = {instancePath:instancePath+"/metadata/generation",schemaPath:"#/properties/metadata/properties/generation/maximum",keyword:"maximum",params:{comparison: "<=", limit: 9223372036854776000}};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
if(data9 < -9223372036854776000 || isNaN(data9)){
const err11 = {instancePath:instancePath+"/metadata/generation",schemaPath:"#/properties/metadata/properties/generation/minimum",keyword:"minimum",params:{comparison: ">=", limit: -9223372036854776000}};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
}
}
if(data2.creationTimestamp !== undefined){
let data10 = data2.creationTimestamp;
if((typeof data10 !== "string") && (data10 !== null)){
const err12 = {instancePath:instancePath+"/metadata/creationTimestamp",schemaPath:"#/properties/metadata/properties/creationTimestamp/type",keyword:"type",params:{type: schema0.properties.metadata.properties.creationTimestamp.type}};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
}
if(data2.deletionTimestamp !== undefined){
let data11 = data2.deletionTimestamp;
if((typeof data11 !== "string") && (data11 !== null)){
const err13 = {instancePath:instancePath+"/metadata/deletionTimestamp",schemaPath:"#/properties/metadata/properties/deletionTimestamp/type",keyword:"type",params:{type: schema0.properties.metadata.properties.deletionTimestamp.type}};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
}
if(data2.deletionGracePeriodSeconds !== undefined){
let data12 = data2.deletionGracePeriodSeconds;
if((!(((typeof data12 == "number") && (!(data12 % 1) && !isNaN(data12))) && (isFinite(data12)))) && (data12 !== null)){
const err14 = {instancePath:instancePath+"/metadata/deletionGracePeriodSeconds",schemaPath:"#/properties/metadata/properties/deletionGracePeriodSeconds/type",keyword:"type",params:{type: schema0.properties.metadata.properties.deletionGracePeriodSeconds.type}};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
if((typeof data12 == "number") && (isFinite(data12))){
if(data12 > 9223372036854776000 || isNaN(data12)){
const err15 = {instancePath:instancePath+"/metadata/deletionGracePeriodSeconds",schemaPath:"#/properties/metadata/properties/deletionGracePeriodSeconds/maximum",keyword:"maximum",params:{comparison: "<=", limit: 9223372036854776000}};
if(vErrors === null){
vErrors = [err15];
}
else {
vErrors.push(err15);
}
errors++;
}
if(data12 < -9223372036854776000 || isNaN(data12)){
const err16 = {instancePath:instancePath+"/metadata/deletionGracePeriodSeconds",schemaPath:"#/properties/metadata/properties/deletionGracePeriodSeconds/minimum",keyword:"minimum",params:{comparison: ">=", limit: -9223372036854776000}};
if(vErrors === null){
vErrors = [err16];
}
else {
vErrors.push(err16);
}
errors++;
}
}
}
if(data2.labels !== undefined){
let data13 = data2.labels;
if((!(data13 && typeof data13 == "object" && !Array.isArray(data13))) && (data13 !== null)){
const err17 = {instancePath:instancePath+"/metadata/labels",schemaPath:"#/properties/metadata/properties/labels/type",keyword:"type",params:{type: schema0.properties.metadata.properties.labels.type}};
if(vErrors === null){
vErrors = [err17];
}
else {
vErrors.push(err17);
}
errors++;
}
if(data13 && typeof data13 == "object" && !Array.isArray(data13)){
for(const key0 in data13){
let data14 = data13[key0];
if((typeof data14 !== "string") && (data14 !== null)){
const err18 = {instancePath:instancePath+"/metadata/labels/" + key0.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/metadata/properties/labels/additionalProperties/type",keyword:"type",params:{type: schema0.properties.metadata.properties.labels.additionalProperties.type}};
if(vErrors === null){
vErrors = [err18];
}
else {
vErrors.push(err18);
}
errors++;
}
if(errors >= 1000){
break;
}
}
}
}
if(data2.annotations !== undefined){
let data15 = data2.annotations;
if((!(data15 && typeof data15 == "object" && !Array.isArray(data15))) && (data15 !== null)){
const err19 = {instancePath:instancePath+"/metadata/annotations",schemaPath:"#/properties/metadata/properties/annotations/type",keyword:"type",params:{type: schema0.properties.metadata.properties.annotations.type}};
if(vErrors === null){
vErrors = [err19];
}
else {
vErrors.push(err19);
}
errors++;
}
if(data15 && typeof data15 == "object" && !Array.isArray(data15)){
for(const key1 in data15){
let data16 = data15[key1];
if((typeof data16 !== "string") && (data16 !== null)){
const err20 = {instancePath:instancePath+"/metadata/annotations/" + key1.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/metadata/properties/annotations/additionalProperties/type",keyword:"type",params:{type: schema0.properties.metadata.properties.annotations.additionalProperties.type}};
if(vErrors === null){
vErrors = [err20];
}
else {
vErrors.push(err20);
}
errors++;
}
if(errors >= 1000){
break;
}
}
}
}
if(data2.ownerReferences !== undefined){
let data17 = data2.ownerReferences;
if((!(Array.isArray(data17))) && (data17 !== null)){
const err21 = {instancePath:instancePath+"/metadata/ownerReferences",schemaPath:"#/properties/metadata/properties/ownerReferences/type",keyword:"type",params:{type: schema0.properties.metadata.properties.ownerReferences.type}};
if(vErrors === null){
vErrors = [err21];
}
else {
vErrors.push(err21);
}
errors++;
}
if(Array.isArray(data17)){
for(let i0=0; i0<data17.length; i0++){
let data18 = data17[i0];
if((!(data18 && typeof data18 == "object" && !Array.isArray(data18))) && (data18 !== null)){
const err22 = {instancePath:instancePath+"/metadata/ownerReferences/" + i0,schemaPath:"#/properties/metadata/properties/ownerReferences/items/type",keyword:"type",params:{type: schema0.properties.metadata.properties.ownerReferences.items.type}};
if(vErrors === null){
vErrors = [err22];
}
else {
vErrors.push(err22);
}
errors++;
}
if(data18 && typeof data18 == "object" && !Array.isArray(data18)){
if(data18.apiVersion !== undefined){
let data19 = data18.apiVersion;
if((typeof data19 !== "string") && (data19 !== null)){
const err23 = {instancePath:instancePath+"/metadata/ownerReferences/" + i0+"/apiVersion",schemaPath:"#/properties/metadata/properties/ownerReferences/items/properties/apiVersion/type",keyword:"type",params:{type: schema0.properties.metadata.properties.ownerReferences.items.properties.apiVersion.type}};
if(vErrors === null){
vErrors = [err23];
}
else {
vErrors.push(err23);
}
errors++;
}
}
if(data18.kind !== undefined){
let data20 = data18.kind;
if((typeof data20 !== "string") && (data20 !== null)){
const err24 = {instancePath:instancePath+"/metadata/ownerReferences/" + i0+"/kind",schemaPath:"#/properties/metadata/properties/ownerReferences/items/properties/kind/type",keyword:"type",params:{type: schema0.properties.metadata.properties.ownerReferences.items.properties.kind.type}};
if(vErrors === null){
vErrors = [err24];
}
else {
vErrors.push(err24);
}
errors++;
}
}
if(data18.name !== undefined){
let data21 = data18.name;
if((typeof data21 !== "string") && (data21 !== null)){
const err25 = {instancePath:instancePath+"/metadata/ownerReferences/" + i0+"/name",schemaPath:"#/properties/metadata/properties/ownerReferences/items/properties/name/type",keyword:"type",params:{type: schema0.properties.metadata.properties.ownerReferences.items.properties.name.type}};
if(vErrors === null){
vErrors = [err25];
}
else {
vErrors.push(err25);
}
errors++;
}
}
if(data18.uid !== undefined){
let data22 = data18.uid;
if((typeof data22 !== "string") && (data22 !== null)){
const err26 = {instancePath:instancePath+"/metadata/ownerReferences/" + i0+"/uid",schemaPath:"#/properties/metadata/properties/ownerReferences/items/properties/uid/type",keyword:"type",params:{type: schema0.properties.metadata.properties.ownerReferences.items.properties.uid.type}};
if(vErrors === null){
vErrors = [err26];
}
else {
vErrors.push(err26);
}
errors++;
}
}
if(data18.controller !== undefined){
let data23 = data18.controller;
if((typeof data23 !== "boolean") && (data23 !== null)){
const err27 = {instancePath:instancePath+"/metadata/ownerReferences/" + i0+"/controller",schemaPath:"#/properties/metadata/properties/ownerReferences/items/properties/controller/type",keyword:"type",params:{type: schema0.properties.metadata.properties.ownerReferences.items.properties.controller.type}};
if(vErrors === null){
vErrors = [err27];
}
else {
vErrors.push(err27);
}
errors++;
}
}
if(data18.blockOwnerDeletion !== undefined){
let data24 = data18.blockOwnerDeletion;
if((typeof data24 !== "boolean") && (data24 !== null)){
const err28 = {instancePath:instancePath+"/metadata/ownerReferences/" + i0+"/blockOwnerDeletion",schemaPath:"#/properties/metadata/properties/ownerReferences/items/properties/blockOwnerDeletion/type",keyword:"type",params:{type: schema0.properties.metadata.properties.ownerReferences.items.properties.blockOwnerDeletion.type}};
if(vErrors === null){
vErrors = [err28];
}
else {
vErrors.push(err28);
}
errors++;
}
}
}
if(errors >= 1000){
break;
}
}
}
}
if(data2.finalizers !== undefined){
let data25 = data2.finalizers;
if((!(Array.isArray(data25))) && (data25 !== null)){
const err29 = {instancePath:instancePath+"/metadata/finalizers",schemaPath:"#/properties/metadata/properties/finalizers/type",keyword:"type",params:{type: schema0.properties.metadata.properties.finalizers.type}};
if(vErrors === null){
vErrors = [err29];
}
else {
vErrors.push(err29);
}
errors++;
}
if(Array.isArray(data25)){
for(let i1=0; i1<data25.length; i1++){
let data26 = data25[i1];
if((typeof data26 !== "string") && (data26 !== null)){
const err30 = {instancePath:instancePath+"/metadata/finalizers/" + i1,schemaPath:"#/properties/metadata/properties/finalizers/items/type",keyword:"type",params:{type: schema0.properties.metadata.properties.finalizers.items.type}};
if(vErrors === null){
vErrors = [err30];
}
else {
vErrors.push(err30);
}
errors++;
}
if(errors >= 1000){
break;
}
}
}
}
if(data2.managedFields !== undefined){
let data27 = data2.managedFields;
if((!(Array.isArray(data27))) && (data27 !== null)){
const err31 = {instancePath:instancePath+"/metadata/managedFields",schemaPath:"#/properties/metadata/properties/managedFields/type",keyword:"type",params:{type: schema0.properties.metadata.properties.managedFields.type}};
if(vErrors === null){
vErrors = [err31];
}
else {
vErrors.push(err31);
}
errors++;
}
if(Array.isArray(data27)){
for(let i2=0; i2<data27.length; i2++){
let data28 = data27[i2];
if((!(data28 && typeof data28 == "object" && !Array.isArray(data28))) && (data28 !== null)){
const err32 = {instancePath:instancePath+"/metadata/managedFields/" + i2,schemaPath:"#/properties/metadata/properties/managedFields/items/type",keyword:"type",params:{type: schema0.properties.metadata.properties.managedFields.items.type}};
if(vErrors === null){
vErrors = [err32];
}
else {
vErrors.push(err32);
}
errors++;
}
if(data28 && typeof data28 == "object" && !Array.isArray(data28)){
if(data28.manager !== undefined){
let data29 = data28.manager;
if((typeof data29 !== "string") && (data29 !== null)){
const err33 = {instancePath:instancePath+"/metadata/managedFields/" + i2+"/manager",schemaPath:"#/properties/metadata/properties/managedFields/items/properties/manager/type",keyword:"type",params:{type: schema0.properties.metadata.properties.managedFields.items.properties.manager.type}};
if(vErrors === null){
vErrors = [err33];
}
else {
vErrors.push(err33);
}
errors++;
}
}
if(data28.operation !== undefined){
let data30 = data28.operation;
if((typeof data30 !== "string") && (data30 !== null)){
const err34 = {instancePath:instancePath+"/metadata/managedFields/" + i2+"/operation",schemaPath:"#/properties/metadata/properties/managedFields/items/properties/operation/type",keyword:"type",params:{type: schema0.properties.metadata.properties.managedFields.items.properties.operation.type}};
if(vErrors === null){
vErrors = [err34];
}
else {
vErrors.push(err34);
}
errors++;
}
}
if(data28.apiVersion !== undefined){
let data31 = data28.apiVersion;
if((typeof data31 !== "string") && (data31 !== null)){
const err35 = {instancePath:instancePath+"/metadata/managedFields/" + i2+"/apiVersion",schemaPath:"#/properties/metadata/properties/managedFields/items/properties/apiVersion/type",keyword:"type",params:{type: schema0.properties.metadata.properties.managedFields.items.properties.apiVersion.type}};
if(vErrors === null){
vErrors = [err35];
}
else {
vErrors.push(err35);
}
errors++;
}
}
if(data28.time !== undefined){
let data32 = data28.time;
if((typeof data32 !== "string") && (data32 !== null)){
const err36 = {instancePath:instancePath+"/metadata/managedFields/" + i2+"/time",schemaPath:"#/properties/metadata/properties/managedFields/items/properties/time/type",keyword:"type",params:{type: schema0.properties.metadata.properties.managedFields.items.properties.time.type}};
if(vErrors === null){
vErrors = [err36];
}
else {
vErrors.push(err36);
}
errors++;
}
}
if(data28.fieldsType !== undefined){
let data33 = data28.fieldsType;
if((typeof data33 !== "string") && (data33 !== null)){
const err37 = {instancePath:instancePath+"/metadata/managedFields/" + i2+"/fieldsType",schemaPath:"#/properties/metadata/properties/managedFields/items/properties/fieldsType/type",keyword:"type",params:{type: schema0.properties.metadata.properties.managedFields.items.properties.fieldsType.type}};
if(vErrors === null){
vErrors = [err37];
}
else {
vErrors.push(err37);
}
errors++;
}
}
if(data28.subresource !== undefined){
let data34 = data28.subresource;
if((typeof data34 !== "string") && (data34 !== null)){
const err38 = {instancePath:instancePath+"/metadata/managedFields/" + i2+"/subresource",schemaPath:"#/properties/metadata/properties/managedFields/items/properties/subresource/type",keyword:"type",params:{type: schema0.properties.metadata.properties.managedFields.items.properties.subresource.type}};
if(vErrors === null){
vErrors = [err38];
}
else {
vErrors.push(err38);
}
errors++;
}
}
}
if(errors >= 1000){
break;
}
}
}
}
}
}
if(data.spec !== undefined){
let data35 = data.spec;
if((!(data35 && typeof data35 == "object" && !Array.isArray(data35))) && (data35 !== null)){
const err39 = {instancePath:instancePath+"/spec",schemaPath:"#/properties/spec/type",keyword:"type",params:{type: schema0.properties.spec.type}};
if(vErrors === null){
vErrors = [err39];
}
else {
vErrors.push(err39);
}
errors++;
}
if(data35 && typeof data35 == "object" && !Array.isArray(data35)){
if(data35.podSelector !== undefined){
let data36 = data35.podSelector;
if((!(data36 && typeof data36 == "object" && !Array.isArray(data36))) && (data36 !== null)){
const err40 = {instancePath:instancePath+"/spec/podSelector",schemaPath:"#/properties/spec/properties/podSelector/type",keyword:"type",params:{type: schema0.properties.spec.properties.podSelector.type}};
if(vErrors === null){
vErrors = [err40];
}
else {
vErrors.push(err40);
}
errors++;
}
if(data36 && typeof data36 == "object" && !Array.isArray(data36)){
if(data36.matchLabels !== undefined){
let data37 = data36.matchLabels;
if((!(data37 && typeof data37 == "object" && !Array.isArray(data37))) && (data37 !== null)){
const err41 = {instancePath:instancePath+"/spec/podSelector/matchLabels",schemaPath:"#/properties/spec/properties/podSelector/properties/matchLabels/type",keyword:"type",params:{type: schema0.properties.spec.properties.podSelector.properties.matchLabels.type}};
if(vErrors === null){
vErrors = [err41];
}
else {
vErrors.push(err41);
}
errors++;
}
if(data37 && typeof data37 == "object" && !Array.isArray(data37)){
for(const key2 in data37){
let data38 = data37[key2];
if((typeof data38 !== "string") && (data38 !== null)){
const err42 = {instancePath:instancePath+"/spec/podSelector/matchLabels/" + key2.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/spec/properties/podSelector/properties/matchLabels/additionalProperties/type",keyword:"type",params:{type: schema0.properties.spec.properties.podSelector.properties.matchLabels.additionalProperties.type}};
if(vErrors === null){
vErrors = [err42];
}
else {
vErrors.push(err42);
}
errors++;
}
if(errors >= 1000){
break;
}
}
}
}
if(data36.matchExpressions !== undefined){
let data39 = data36.matchExpressions;
if((!(Array.isArray(data39))) && (data39 !== null)){
const err43 = {instancePath:instancePath+"/spec/podSelector/matchExpressions",schemaPath:"#/properties/spec/properties/podSelector/properties/matchExpressions/type",keyword:"type",params:{type: schema0.properties.spec.properties.podSelector.properties.matchExpressions.type}};
if(vErrors === null){
vErrors = [err43];
}
else {
vErrors.push(err43);
}
errors++;
}
if(Array.isArray(data39)){
for(let i3=0; i3<data39.length; i3++){
let data40 = data39[i3];
if((!(data40 && typeof data40 == "object" && !Array.isArray(data40))) && (data40 !== null)){
const err44 = {instancePath:instancePath+"/spec/podSelector/matchExpressions/" + i3,schemaPath:"#/properties/spec/properties/podSelector/properties/matchExpressions/items/type",keyword:"type",params:{type: schema0.properties.spec.properties.podSelector.properties.matchExpressions.items.type}};
if(vErrors === null){
vErrors = [err44];
}
else {
vErrors.push(err44);
}
errors++;
}
if(data40 && typeof data40 == "object" && !Array.isArray(data40)){
if(data40.key !== undefined){
let data41 = data40.key;
if((typeof data41 !== "string") && (data41 !== null)){
const err45 = {instancePath:instancePath+"/spec/podSelector/matchExpressions/" + i3+"/key",schemaPath:"#/properties/spec/properties/podSelector/properties/matchExpressions/items/properties/key/type",keyword:"type",params:{type: schema0.properties.spec.properties.podSelector.properties.matchExpressions.items.properties.key.type}};
if(vErrors === null){
vErrors = [err45];
}
else {
vErrors.push(err45);
}
errors++;
}
}
if(data40.operator !== undefined){
let data42 = data40.operator;
if((typeof data42 !== "string") && (data42 !== null)){
const err46 = {instancePath:instancePath+"/spec/podSelector/matchExpressions/" + i3+"/operator",schemaPath:"#/properties/spec/properties/podSelector/properties/matchExpressions/items/properties/operator/type",keyword:"type",params:{type: schema0.properties.spec.properties.podSelector.properties.matchExpressions.items.properties.operator.type}};
if(vErrors === null){
vErrors = [err46];
}
else {
vErrors.push(err46);
}
errors++;
}
}
if(data40.values !== undefined){
let data43 = data40.values;
if((!(Array.isArray(data43))) && (data43 !== null)){
const err47 = {instancePath:instancePath+"/spec/podSelector/matchExpressions/" + i3+"/values",schemaPath:"#/properties/spec/properties/podSelector/properties/matchExpressions/items/properties/values/type",keyword:"type",params:{type: schema0.properties.spec.properties.podSelector.properties.matchExpressions.items.properties.values.type}};
if(vErrors === null){
vErrors = [err47];
}
else {
vErrors.push(err47);
}
errors++;
}
if(Array.isArray(data43)){
for(let i4=0; i4<data43.length; i4++){
let data44 = data43[i4];
if((typeof data44 !== "string") && (data44 !== null)){
const err48 = {instancePath:instancePath+"/spec/podSelector/matchExpressions/" + i3+"/values/" + i4,schemaPath:"#/properties/spec/properties/podSelector/properties/matchExpressions/items/properties/values/items/type",keyword:"type",params:{type: schema0.properties.spec.properties.podSelector.properties.matchExpressions.items.properties.values.items.type}};
if(vErrors === null){
vErrors = [err48];
}
else {
vErrors.push(err48);
}
errors++;
}
if(errors >= 1000){
break;
}
}
}
}
}
if(errors >= 1000){
break;
}
}
}
}
}
}
if(data35.ingress !== undefined){
let data45 = data35.ingress;
if((!(Array.isArray(data45))) && (data45 !== null)){
const err49 = {instancePath:instancePath+"/spec/ingress",schemaPath:"#/properties/spec/properties/ingress/type",keyword:"type",params:{type: schema0.properties.spec.properties.ingress.type}};
if(vErrors === null){
vErrors = [err49];
}
else {
vErrors.push(err49);
}
errors++;
}
if(Array.isArray(data45)){
for(let i5=0; i5<data45.length; i5++){
let data46 = data45[i5];
if((!(data46 && typeof data46 == "object" && !Array.isArray(data46))) && (data46 !== null)){
const err50 = {instancePath:instancePath+"/spec/ingress/" + i5,schemaPath:"#/properties/spec/properties/ingress/items/type",keyword:"type",params:{type: schema0.properties.spec.properties.ingress.items.type}};
if(vErrors === null){
vErrors = [err50];
}
else {
vErrors.push(err50);
}
errors++;
}
if(data46 && typeof data46 == "object" && !Array.isArray(data46)){
if(data46.from !== undefined){
let data47 = data46.from;
if((!(Array.isArray(data47))) && (data47 !== null)){
const err51 = {instancePath:instancePath+"/spec/ingress/" + i5+"/from",schemaPath:"#/properties/spec/properties/ingress/items/properties/from/type",keyword:"type",params:{type: schema0.properties.spec.properties.ingress.items.properties.from.type}};
if(vErrors === null){
vErrors = [err51];
}
else {
vErrors.push(err51);
}
errors++;
}
if(Array.isArray(data47)){
for(let i6=0; i6<data47.length; i6++){
let data48 = data47[i6];
if((!(data48 && typeof data48 == "object" && !Array.isArray(data48))) && (data48 !== null)){
const err52 = {instancePath:instancePath+"/spec/ingress/" + i5+"/from/" + i6,schemaPath:"#/properties/spec/properties/ingress/items/properties/from/items/type",keyword:"type",params:{type: schema0.properties.spec.properties.ingress.items.properties.from.items.type}};
if(vErrors === null){
vErrors = [err52];
}
else {
vErrors.push(err52);
}
errors++;
}
if(data48 && typeof data48 == "object" && !Array.isArray(data48)){
if(data48.podSelector !== undefined){
let data49 = data48.podSelector;
if((!(data49 && typeof data49 == "object" && !Array.isArray(data49))) && (data49 !== null)){
const err53 = {instancePath:instancePath+"/spec/ingress/" + i5+"/from/" + i6+"/podSelector",schemaPath:"#/properties/spec/properties/ingress/items/properties/from/items/properties/podSelector/type",keyword:"type",params:{type: schema0.properties.spec.properties.ingress.items.properties.from.items.properties.podSelector.type}};
if(vErrors === null){
vErrors = [err53];
}
else {
vErrors.push(err53);
}
errors++;
}
if(data49 && typeof data49 == "object" && !Array.isArray(data49)){
if(data49.matchLabels !== undefined){
let data50 = data49.matchLabels;
if((!(data50 && typeof data50 == "object" && !Array.isArray(data50))) && (data50 !== null)){
const err54 = {instancePath:instancePath+"/spec/ingress/" + i5+"/from/" + i6+"/podSelector/matchLabels",schemaPath:"#/properties/spec/properties/ingress/items/properties/from/items/properties/podSelector/properties/matchLabels/type",keyword:"type",params:{type: schema0.properties.spec.properties.ingress.items.properties.from.items.properties.podSelector.properties.matchLabels.type}};
if(vErrors === null){
vErrors = [err54];
}
else {
vErrors.push(err54);
}
errors++;
}
if(data50 && typeof data50 == "object" && !Array.isArray(data50)){
for(const key3 in data50){
let data51 = data50[key3];
if((typeof data51 !== "string") && (data51 !== null)){
const err55 = {instancePath:instancePath+"/spec/ingress/" + i5+"/from/" + i6+"/podSelector/matchLabels/" + key3.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/spec/properties/ingress/items/properties/from/items/properties/podSelector/properties/matchLabels/additionalProperties/type",keyword:"type",params:{type: schema0.properties.spec.properties.ingress.items.properties.from.items.properties.podSelector.properties.matchLabels.additionalProperties.type}};
if(vErrors === null){
vErrors = [err55];
}
else {
vErrors.push(err55);
}
errors++;
}
if(errors >= 1000){
break;
}
}
}
}
if(data49.matchExpressions !== undefined){
let data52 = data49.matchExpressions;
if((!(Array.isArray(data52))) && (data52 !== null)){
const err56 = {instancePath:instancePath+"/spec/ingress/" + i5+"/from/" + i6+"/podSelector/matchExpressions",schemaPath:"#/properties/spec/properties/ingress/items/properties/from/items/properties/podSelector/properties/matchExpressions/type",keyword:"type",params:{type: schema0.properties.spec.properties.ingress.items.properties.from.items.properties.podSelector.properties.matchExpressions.type}};
if(vErrors === null){
vErrors = [err56];
}
else {
vErrors.push(err56);
}
errors++;
}
if(Array.isArray(data52)){
for(let i7=0; i7<data52.length; i7++){
let data53 = data52[i7];
if((!(data53 && typeof data53 == "object" && !Array.isArray(data53))) && (data53 !== null)){
const err57 = {instancePath:instancePath+"/spec/ingress/" + i5+"/from/" + i6+"/podSelector/matchExpressions/" + i7,schemaPath:"#/properties/spec/properties/ingress/items/properties/from/items/properties/podSelector/properties/matchExpressions/items/type",keyword:"type",params:{type: schema0.properties.spec.properties.ingress.items.properties.from.items.properties.podSelector.properties.matchExpressions.items.type}};
if(vErrors === null){
vErrors = [err57];
}
else {
vErrors.push(err57);
}
errors++;
}
if(data53 && typeof data53 == "object" && !Array.isArray(data53)){
if(data53.key !== undefined){
let data54 = data53.key;
if((typeof data54 !== "string") && (data54 !== null)){
const err58 = {instancePath:instancePath+"/spec/ingress/" + i5+"/from/" + i6+"/podSelector/matchExpressions/" + i7+"/key",schemaPath:"#/properties/spec/properties/ingress/items/properties/from/items/properties/podSelector/properties/matchExpressions/items/properties/key/type",keyword:"type",params:{type: schema0.properties.spec.properties.ingress.items.properties.from.items.properties.podSelector.properties.matchExpressions.items.properties.key.type}};
if(vErrors === null){
vErrors = [err58];
}
else {
vErrors.push(err58);
}
errors++;
}
}
if(data53.operator !== undefined){
let data55 = data53.operator;
if((typeof data55 !== "string") && (data55 !== null)){
const err59 = {instancePath:instancePath+"/spec/ingress/" + i5+"/from/" + i6+"/podSelector/matchExpressions/" + i7+"/operator",schemaPath:"#/properties/spec/properties/ingress/items/properties/from/items/properties/podSelector/properties/matchExpressions/items/properties/operator/type",keyword:"type",params:{type: schema0.properties.spec.properties.ingress.items.properties.from.items.properties.podSelector.properties.matchExpressions.items.properties.operator.type}};
if(vErrors === null){
vErrors = [err59];
}
else {
vErrors.push(err59);
}
errors++;
}
}
if(data53.values !== undefined){
let data56 = data53.values;
if((!(Array.isArray(data56))) && (data56 !== null)){
const err60 = {instancePath:instancePath+"/spec/ingress/" + i5+"/from/" + i6+"/podSelector/matchExpressions/" + i7+"/values",schemaPath:"#/properties/spec/properties/ingress/items/properties/from/items/properties/podSelector/properties/matchExpressions/items/properties/values/type",keyword:"type",params:{type: schema0.properties.spec.properties.ingress.items.properties.from.items.properties.podSelector.properties.matchExpressions.items.properties.values.type}};
if(vErrors === null){
vErrors = [err60];
}
else {
vErrors.push(err60);
}
errors++;
}
if(Array.isArray(data56)){
for(let i8=0; i8<data56.length; i8++){
let data57 = data56[i8];
if((typeof data57 !== "string") && (data57 !== null)){
const err61 = {instancePath:instancePath+"/spec/ingress/" + i5+"/from/" + i6+"/podSelector/matchExpressions/" + i7+"/values/" + i8,schemaPath:"#/properties/spec/properties/ingress/items/properties/from/items/properties/podSelector/properties/matchExpressions/items/properties/values/items/type",keyword:"type",params:{type: schema0.properties.spec.properties.ingress.items.properties.from.items.properties.podSelector.properties.matchExpressions.items.properties.values.items.type}};
if(vErrors === null){
vErrors = [err61];
}
else {
vErrors.push(err61);
}
errors++;
}
if(errors >= 1000){
break;
}
}
}
}
}
if(errors >= 1000){
break;
}
}
}
}
}
}
if(data48.namespaceSelector !== undefined){
let data58 = data48.namespaceSelector;
if((!(data58 && typeof data58 == "object" && !Array.isArray(data58))) && (data58 !== null)){
const err62 = {instancePath:instancePath+"/spec/ingress/" + i5+"/from/" + i6+"/namespaceSelector",schemaPath:"#/properties/spec/properties/ingress/items/properties/from/items/properties/namespaceSelector/type",keyword:"type",params:{type: schema0.properties.spec.properties.ingress.items.properties.from.items.properties.namespaceSelector.type}};
if(vErrors === null){
vErrors = [err62];
}
else {
vErrors.push(err62);
}
errors++;
}
if(data58 && typeof data58 == "object" && !Array.isArray(data58)){
if(data58.matchLabels !== undefined){
let data59 = data58.matchLabels;
if((!(data59 && typeof data59 == "object" && !Array.isArray(data59))) && (data59 !== null)){
const err63 = {instancePath:instancePath+"/spec/ingress/" + i5+"/from/" + i6+"/namespaceSelector/matchLabels",schemaPath:"#/properties/spec/properties/ingress/items/properties/from/items/properties/namespaceSelector/properties/matchLabels/type",keyword:"type",params:{type: schema0.properties.spec.properties.ingress.items.properties.from.items.properties.namespaceSelector.properties.matchLabels.type}};
if(vErrors === null){
vErrors = [err63];
}
else {
vErrors.push(err63);
}
errors++;
}
if(data59 && typeof data59 == "object" && !Array.isArray(data59)){
for(const key4 in data59){
let data60 = data59[key4];
if((typeof data60 !== "string") && (data60 !== null)){
const err64 = {instancePath:instancePath+"/spec/ingress/" + i5+"/from/" + i6+"/namespaceSelector/matchLabels/" + key4.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/spec/properties/ingress/items/properties/from/items/properties/namespaceSelector/properties/matchLabels/additionalProperties/type",keyword:"type",params:{type: schema0.properties.spec.properties.ingress.items.properties.from.items.properties.namespaceSelector.properties.matchLabels.additionalProperties.type}};
if(vErrors === null){
vErrors = [err64];
}
else {
vErrors.push(err64);
}
errors++;
}
if(errors >= 1000){
break;
}
}
}
}
if(data58.matchExpressions !== undefined){
let data61 = data58.matchExpressions;
if((!(Array.isArray(data61))) && (data61 !== null)){
const err65 = {instancePath:instancePath+"/spec/ingress/" + i5+"/from/" + i6+"/namespaceSelector/matchExpressions",schemaPath:"#/properties/spec/properties/ingress/items/properties/from/items/properties/namespaceSelector/properties/matchExpressions/type",keyword:"type",params:{type: schema0.properties.spec.properties.ingress.items.properties.from.items.properties.namespaceSelector.properties.matchExpressions.type}};
if(vErrors === null){
vErrors = [err65];
}
else {
vErrors.push(err65);
}
errors++;
}
if(Array.isArray(data61)){
for(let i9=0; i9<data61.length; i9++){
let data62 = data61[i9];
if((!(data62 && typeof data62 == "object" && !Array.isArray(data62))) && (data62 !== null)){
const err66 = {instancePath:instancePath+"/spec/ingress/" + i5+"/from/" + i6+"/namespaceSelector/matchExpressions/" + i9,schemaPath:"#/properties/spec/properties/ingress/items/properties/from/items/properties/namespaceSelector/properties/matchExpressions/items/type",keyword:"type",params:{type: schema0.properties.spec.properties.ingress.items.properties.from.items.properties.namespaceSelector.properties.matchExpressions.items.type}};
if(vErrors === null){
vErrors = [err66];
}
else {
vErrors.push(err66);
}
errors++;
}
if(data62 && typeof data62 == "object" && !Array.isArray(data62)){
if(data62.key !== undefined){
let data63 = data62.key;
if((typeof data63 !== "string") && (data63 !== null)){
const err67 = {instancePath:instancePath+"/spec/ingress/" + i5+"/from/" + i6+"/namespaceSelector/matchExpressions/" + i9+"/key",schemaPath:"#/properties/spec/properties/ingress/items/properties/from/items/properties/namespaceSelector/properties/matchExpressions/items/properties/key/type",keyword:"type",params:{type: schema0.properties.spec.properties.ingress.items.properties.from.items.properties.namespaceSelector.properties.matchExpressions.items.properties.key.type}};
if(vErrors === null){
vErrors = [err67];
}
else {
vErrors.push(err67);
}
errors++;
}
}
if(data62.operator !== undefined){
let data64 = data62.operator;
if((typeof data64 !== "string") && (data64 !== null)){
const err68 = {instancePath:instancePath+"/spec/ingress/" + i5+"/from/" + i6+"/namespaceSelector/matchExpressions/" + i9+"/operator",schemaPath:"#/properties/spec/properties/ingress/items/properties/from/items/properties/namespaceSelector/properties/matchExpressions/items/properties/operator/type",keyword:"type",params:{type: schema0.properties.spec.properties.ingress.items.properties.from.items.properties.namespaceSelector.properties.matchExpressions.items.properties.operator.type}};
if(vErrors === null){
vErrors = [err68];
}
else {
vErrors.push(err68);
}
errors++;
}
}
if(data62.values !== undefined){
let data65 = data62.values;
if((!(Array.isArray(data65))) && (data65 !== null)){
const err69 = {instancePath:instancePath+"/spec/ingress/" + i5+"/from/" + i6+"/namespaceSelector/matchExpressions/" + i9+"/values",schemaPath:"#/properties/spec/properties/ingress/items/properties/from/items/properties/namespaceSelector/properties/matchExpressions/items/properties/values/type",keyword:"type",params:{type: schema0.properties.spec.properties.ingress.items.properties.from.items.properties.namespaceSelector.properties.matchExpressions.items.properties.values.type}};
if(vErrors === null){
vErrors = [err69];
}
else {
vErrors.push(err69);
}
errors++;
}
if(Array.isArray(data65)){
for(let i10=0; i10<data65.length; i10++){
let data66 = data65[i10];
if((typeof data66 !== "string") && (data66 !== null)){
const err70 = {instancePath:instancePath+"/spec/ingress/" + i5+"/from/" + i6+"/namespaceSelector/matchExpressions/" + i9+"/values/" + i10,schemaPath:"#/properties/spec/properties/ingress/items/properties/from/items/properties/namespaceSelector/properties/matchExpressions/items/properties/values/items/type",keyword:"type",params:{type: schema0.properties.spec.properties.ingress.items.properties.from.items.properties.namespaceSelector.properties.matchExpressions.items.properties.values.items.type}};
if(vErrors === null){
vErrors = [err70];
}
else {
vErrors.push(err70);
}
errors++;
}
if(errors >= 1000){
break;
}
}
}
}
}
if(errors >= 1000){
break;
}
}
}
}
}
}
if(data48.ipBlock !== undefined){
let data67 = data48.ipBlock;
if((!(data67 && typeof data67 == "object" && !Array.isArray(data67))) && (data67 !== null)){
const err71 = {instancePath:instancePath+"/spec/ingress/" + i5+"/from/" + i6+"/ipBlock",schemaPath:"#/properties/spec/properties/ingress/items/properties/from/items/properties/ipBlock/type",keyword:"type",params:{type: schema0.properties.spec.properties.ingress.items.properties.from.items.properties.ipBlock.type}};
if(vErrors === null){
vErrors = [err71];
}
else {
vErrors.push(err71);
}
errors++;
}
if(data67 && typeof data67 == "object" && !Array.isArray(data67)){
if(data67.cidr !== undefined){
let data68 = data67.cidr;
if((typeof data68 !== "string") && (data68 !== null)){
const err72 = {instancePath:instancePath+"/spec/ingress/" + i5+"/from/" + i6+"/ipBlock/cidr",schemaPath:"#/properties/spec/properties/ingress/items/properties/from/items/properties/ipBlock/properties/cidr/type",keyword:"type",params:{type: schema0.properties.spec.properties.ingress.items.properties.from.items.properties.ipBlock.properties.cidr.type}};
if(vErrors === null){
vErrors = [err72];
}
else {
vErrors.push(err72);
}
errors++;
}
}
if(data67.except !== undefined){
let data69 = data67.except;
if((!(Array.isArray(data69))) && (data69 !== null)){
const err73 = {instancePath:instancePath+"/spec/ingress/" + i5+"/from/" + i6+"/ipBlock/except",schemaPath:"#/properties/spec/properties/ingress/items/properties/from/items/properties/ipBlock/properties/except/type",keyword:"type",params:{type: schema0.properties.spec.properties.ingress.items.properties.from.items.properties.ipBlock.properties.except.type}};
if(vErrors === null){
vErrors = [err73];
}
else {
vErrors.push(err73);
}
errors++;
}
if(Array.isArray(data69)){
for(let i11=0; i11<data69.length; i11++){
let data70 = data69[i11];
if((typeof data70 !== "string") && (data70 !== null)){
const err74 = {instancePath:instancePath+"/spec/ingress/" + i5+"/from/" + i6+"/ipBlock/except/" + i11,schemaPath:"#/properties/spec/properties/ingress/items/properties/from/items/properties/ipBlock/properties/except/items/type",keyword:"type",params:{type: schema0.properties.spec.properties.ingress.items.properties.from.items.properties.ipBlock.properties.except.items.type}};
if(vErrors === null){
vErrors = [err74];
}
else {
vErrors.push(err74);
}
errors++;
}
if(errors >= 1000){
break;
}
}
}
}
}
}
}
if(errors >= 1000){
break;
}
}
}
}
if(data46.ports !== undefined){
let data71 = data46.ports;
if((!(Array.isArray(data71))) && (data71 !== null)){
const err75 = {instancePath:instancePath+"/spec/ingress/" + i5+"/ports",schemaPath:"#/properties/spec/properties/ingress/items/properties/ports/type",keyword:"type",params:{type: schema0.properties.spec.properties.ingress.items.properties.ports.type}};
if(vErrors === null){
vErrors = [err75];
}
else {
vErrors.push(err75);
}
errors++;
}
if(Array.isArray(data71)){
for(let i12=0; i12<data71.length; i12++){
let data72 = data71[i12];
if((!(data72 && typeof data72 == "object" && !Array.isArray(data72))) && (data72 !== null)){
const err76 = {instancePath:instancePath+"/spec/ingress/" + i5+"/ports/" + i12,schemaPath:"#/properties/spec/properties/ingress/items/properties/ports/items/type",keyword:"type",params:{type: schema0.properties.spec.properties.ingress.items.properties.ports.items.type}};
if(vErrors === null){
vErrors = [err76];
}
else {
vErrors.push(err76);
}
errors++;
}
if(data72 && typeof data72 == "object" && !Array.isArray(data72)){
if(data72.protocol !== undefined){
let data73 = data72.protocol;
if((typeof data73 !== "string") && (data73 !== null)){
const err77 = {instancePath:instancePath+"/spec/ingress/" + i5+"/ports/" + i12+"/protocol",schemaPath:"#/properties/spec/properties/ingress/items/properties/ports/items/properties/protocol/type",keyword:"type",params:{type: schema0.properties.spec.properties.ingress.items.properties.ports.items.properties.protocol.type}};
if(vErrors === null){
vErrors = [err77];
}
else {
vErrors.push(err77);
}
errors++;
}
}
if(data72.port !== undefined){
let data74 = data72.port;
if(((!(((typeof data74 == "number") && (!(data74 % 1) && !isNaN(data74))) && (isFinite(data74)))) && (typeof data74 !== "string")) && (data74 !== null)){
const err78 = {instancePath:instancePath+"/spec/ingress/" + i5+"/ports/" + i12+"/port",schemaPath:"#/properties/spec/properties/ingress/items/properties/ports/items/properties/port/type",keyword:"type",params:{type: schema0.properties.spec.properties.ingress.items.properties.ports.items.properties.port.type}};
if(vErrors === null){
vErrors = [err78];
}
else {
vErrors.push(err78);
}
errors++;
}
if((typeof data74 == "number") && (isFinite(data74))){
if(data74 > 2147483647 || isNaN(data74)){
const err79 = {instancePath:instancePath+"/spec/ingress/" + i5+"/ports/" + i12+"/port",schemaPath:"#/properties/spec/properties/ingress/items/properties/ports/items/properties/port/maximum",keyword:"maximum",params:{comparison: "<=", limit: 2147483647}};
if(vErrors === null){
vErrors = [err79];
}
else {
vErrors.push(err79);
}
errors++;
}
if(data74 < -2147483648 || isNaN(data74)){
const err80 = {instancePath:instancePath+"/spec/ingress/" + i5+"/ports/" + i12+"/port",schemaPath:"#/properties/spec/properties/ingress/items/properties/ports/items/properties/port/minimum",keyword:"minimum",params:{comparison: ">=", limit: -2147483648}};
if(vErrors === null){
vErrors = [err80];
}
else {
vErrors.push(err80);
}
errors++;
}
}
}
if(data72.endPort !== undefined){
let data75 = data72.endPort;
if((!(((typeof data75 == "number") && (!(data75 % 1) && !isNaN(data75))) && (isFinite(data75)))) && (data75 !== null)){
const err81 = {instancePath:instancePath+"/spec/ingress/" + i5+"/ports/" + i12+"/endPort",schemaPath:"#/properties/spec/properties/ingress/items/properties/ports/items/properties/endPort/type",keyword:"type",params:{type: schema0.properties.spec.properties.ingress.items.properties.ports.items.properties.endPort.type}};
if(vErrors === null){
vErrors = [err81];
}
else {
vErrors.push(err81);
}
errors++;
}
if((typeof data75 == "number") && (isFinite(data75))){
if(data75 > 2147483647 || isNaN(data75)){
const err82 = {instancePath:instancePath+"/spec/ingress/" + i5+"/ports/" + i12+"/endPort",schemaPath:"#/properties/spec/properties/ingress/items/properties/ports/items/properties/endPort/maximum",keyword:"maximum",params:{comparison: "<=", limit: 2147483647}};
if(vErrors === null){
vErrors = [err82];
}
else {
vErrors.push(err82);
}
errors++;
}
if(data75 < -2147483648 || isNaN(data75)){
const err83 = {instancePath:instancePath+"/spec/ingress/" + i5+"/ports/" + i12+"/endPort",schemaPath:"#/properties/spec/properties/ingress/items/properties/ports/items/properties/endPort/minimum",keyword:"minimum",params:{comparison: ">=", limit: -2147483648}};
if(vErrors === null){
vErrors = [err83];
}
else {
vErrors.push(err83);
}
errors++;
}
}
}
}
if(errors >= 1000){
break;
}
}
}
}
}
if(errors >= 1000){
break;
}
}
}
}
if(data35.egress !== undefined){
let data76 = data35.egress;
if((!(Array.isArray(data76))) && (data76 !== null)){
const err84 = {instancePath:instancePath+"/spec/egress",schemaPath:"#/properties/spec/properties/egress/type",keyword:"type",params:{type: schema0.properties.spec.properties.egress.type}};
if(vErrors === null){
vErrors = [err84];
}
else {
vErrors.push(err84);
}
errors++;
}
if(Array.isArray(data76)){
for(let i13=0; i13<data76.length; i13++){
let data77 = data76[i13];
if((!(data77 && typeof data77 == "object" && !Array.isArray(data77))) && (data77 !== null)){
const err85 = {instancePath:instancePath+"/spec/egress/" + i13,schemaPath:"#/properties/spec/properties/egress/items/type",keyword:"type",params:{type: schema0.properties.spec.properties.egress.items.type}};
if(vErrors === null){
vErrors = [err85];
}
else {
vErrors.push(err85);
}
errors++;
}
if(data77 && typeof data77 == "object" && !Array.isArray(data77)){
if(data77.to !== undefined){
let data78 = data77.to;
if((!(Array.isArray(data78))) && (data78 !== null)){
const err86 = {instancePath:instancePath+"/spec/egress/" + i13+"/to",schemaPath:"#/properties/spec/properties/egress/items/properties/to/type",keyword:"type",params:{type: schema0.properties.spec.properties.egress.items.properties.to.type}};
if(vErrors === null){
vErrors = [err86];
}
else {
vErrors.push(err86);
}
errors++;
}
if(Array.isArray(data78)){
for(let i14=0; i14<data78.length; i14++){
let data79 = data78[i14];
if((!(data79 && typeof data79 == "object" && !Array.isArray(data79))) && (data79 !== null)){
const err87 = {instancePath:instancePath+"/spec/egress/" + i13+"/to/" + i14,schemaPath:"#/properties/spec/properties/egress/items/properties/to/items/type",keyword:"type",params:{type: schema0.properties.spec.properties.egress.items.properties.to.items.type}};
if(vErrors === null){
vErrors = [err87];
}
else {
vErrors.push(err87);
}
errors++;
}
if(data79 && typeof data79 == "object" && !Array.isArray(data79)){
if(data79.podSelector !== undefined){
let data80 = data79.podSelector;
if((!(data80 && typeof data80 == "object" && !Array.isArray(data80))) && (data80 !== null)){
const err88 = {instancePath:instancePath+"/spec/egress/" + i13+"/to/" + i14+"/podSelector",schemaPath:"#/properties/spec/properties/egress/items/properties/to/items/properties/podSelector/type",keyword:"type",params:{type: schema0.properties.spec.properties.egress.items.properties.to.items.properties.podSelector.type}};
if(vErrors === null){
vErrors = [err88];
}
else {
vErrors.push(err88);
}
errors++;
}
if(data80 && typeof data80 == "object" && !Array.isArray(data80)){
if(data80.matchLabels !== undefined){
let data81 = data80.matchLabels;
if((!(data81 && typeof data81 == "object" && !Array.isArray(data81))) && (data81 !== null)){
const err89 = {instancePath:instancePath+"/spec/egress/" + i13+"/to/" + i14+"/podSelector/matchLabels",schemaPath:"#/properties/spec/properties/egress/items/properties/to/items/properties/podSelector/properties/matchLabels/type",keyword:"type",params:{type: schema0.properties.spec.properties.egress.items.properties.to.items.properties.podSelector.properties.matchLabels.type}};
if(vErrors === null){
vErrors = [err89];
}
else {
vErrors.push(err89);
}
errors++;
}
if(data81 && typeof data81 == "object" && !Array.isArray(data81)){
for(const key5 in data81){
let data82 = data81[key5];
if((typeof data82 !== "string") && (data82 !== null)){
const err90 = {instancePath:instancePath+"/spec/egress/" + i13+"/to/" + i14+"/podSelector/matchLabels/" + key5.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/spec/properties/egress/items/properties/to/items/properties/podSelector/properties/matchLabels/additionalProperties/type",keyword:"type",params:{type: schema0.properties.spec.properties.egress.items.properties.to.items.properties.podSelector.properties.matchLabels.additionalProperties.type}};
if(vErrors === null){
vErrors = [err90];
}
else {
vErrors.push(err90);
}
errors++;
}
if(errors >= 1000){
break;
}
}
}
}
if(data80.matchExpressions !== undefined){
let data83 = data80.matchExpressions;
if((!(Array.isArray(data83))) && (data83 !== null)){
const err91 = {instancePath:instancePath+"/spec/egress/" + i13+"/to/" + i14+"/podSelector/matchExpressions",schemaPath:"#/properties/spec/properties/egress/items/properties/to/items/properties/podSelector/properties/matchExpressions/type",keyword:"type",params:{type: schema0.properties.spec.properties.egress.items.properties.to.items.properties.podSelector.properties.matchExpressions.type}};
if(vErrors === null){
vErrors = [err91];
}
else {
vErrors.push(err91);
}
errors++;
}
if(Array.isArray(data83)){
for(let i15=0; i15<data83.length; i15++){
let data84 = data83[i15];
if((!(data84 && typeof data84 == "object" && !Array.isArray(data84))) && (data84 !== null)){
const err92 = {instancePath:instancePath+"/spec/egress/" + i13+"/to/" + i14+"/podSelector/matchExpressions/" + i15,schemaPath:"#/properties/spec/properties/egress/items/properties/to/items/properties/podSelector/properties/matchExpressions/items/type",keyword:"type",params:{type: schema0.properties.spec.properties.egress.items.properties.to.items.properties.podSelector.properties.matchExpressions.items.type}};
if(vErrors === null){
vErrors = [err92];
}
else {
vErrors.push(err92);
}
errors++;
}
if(data84 && typeof data84 == "object" && !Array.isArray(data84)){
if(data84.key !== undefined){
let data85 = data84.key;
if((typeof data85 !== "string") && (data85 !== null)){
const err93 = {instancePath:instancePath+"/spec/egress/" + i13+"/to/" + i14+"/podSelector/matchExpressions/" + i15+"/key",schemaPath:"#/properties/spec/properties/egress/items/properties/to/items/properties/podSelector/properties/matchExpressions/items/properties/key/type",keyword:"type",params:{type: schema0.properties.spec.properties.egress.items.properties.to.items.properties.podSelector.properties.matchExpressions.items.properties.key.type}};
if(vErrors === null){
vErrors = [err93];
}
else {
vErrors.push(err93);
}
errors++;
}
}
if(data84.operator !== undefined){
let data86 = data84.operator;
if((typeof data86 !== "string") && (data86 !== null)){
const err94 = {instancePath:instancePath+"/spec/egress/" + i13+"/to/" + i14+"/podSelector/matchExpressions/" + i15+"/operator",schemaPath:"#/properties/spec/properties/egress/items/properties/to/items/properties/podSelector/properties/matchExpressions/items/properties/operator/type",keyword:"type",params:{type: schema0.properties.spec.properties.egress.items.properties.to.items.properties.podSelector.properties.matchExpressions.items.properties.operator.type}};
if(vErrors === null){
vErrors = [err94];
}
else {
vErrors.push(err94);
}
errors++;
}
}
if(data84.values !== undefined){
let data87 = data84.values;
if((!(Array.isArray(data87))) && (data87 !== null)){
const err95 = {instancePath:instancePath+"/spec/egress/" + i13+"/to/" + i14+"/podSelector/matchExpressions/" + i15+"/values",schemaPath:"#/properties/spec/properties/egress/items/properties/to/items/properties/podSelector/properties/matchExpressions/items/properties/values/type",keyword:"type",params:{type: schema0.properties.spec.properties.egress.items.properties.to.items.properties.podSelector.properties.matchExpressions.items.properties.values.type}};
if(vErrors === null){
vErrors = [err95];
}
else {
vErrors.push(err95);
}
errors++;
}
if(Array.isArray(data87)){
for(let i16=0; i16<data87.length; i16++){
let data88 = data87[i16];
if((typeof data88 !== "string") && (data88 !== null)){
const err96 = {instancePath:instancePath+"/spec/egress/" + i13+"/to/" + i14+"/podSelector/matchExpressions/" + i15+"/values/" + i16,schemaPath:"#/properties/spec/properties/egress/items/properties/to/items/properties/podSelector/properties/matchExpressions/items/properties/values/items/type",keyword:"type",params:{type: schema0.properties.spec.properties.egress.items.properties.to.items.properties.podSelector.properties.matchExpressions.items.properties.values.items.type}};
if(vErrors === null){
vErrors = [err96];
}
else {
vErrors.push(err96);
}
errors++;
}
if(errors >= 1000){
break;
}
}
}
}
}
if(errors >= 1000){
break;
}
}
}
}
}
}
if(data79.namespaceSelector !== undefined){
let data89 = data79.namespaceSelector;
if((!(data89 && typeof data89 == "object" && !Array.isArray(data89))) && (data89 !== null)){
const err97 = {instancePath:instancePath+"/spec/egress/" + i13+"/to/" + i14+"/namespaceSelector",schemaPath:"#/properties/spec/properties/egress/items/properties/to/items/properties/namespaceSelector/type",keyword:"type",params:{type: schema0.properties.spec.properties.egress.items.properties.to.items.properties.namespaceSelector.type}};
if(vErrors === null){
vErrors = [err97];
}
else {
vErrors.push(err97);
}
errors++;
}
if(data89 && typeof data89 == "object" && !Array.isArray(data89)){
if(data89.matchLabels !== undefined){
let data90 = data89.matchLabels;
if((!(data90 && typeof data90 == "object" && !Array.isArray(data90))) && (data90 !== null)){
const err98 = {instancePath:instancePath+"/spec/egress/" + i13+"/to/" + i14+"/namespaceSelector/matchLabels",schemaPath:"#/properties/spec/properties/egress/items/properties/to/items/properties/namespaceSelector/properties/matchLabels/type",keyword:"type",params:{type: schema0.properties.spec.properties.egress.items.properties.to.items.properties.namespaceSelector.properties.matchLabels.type}};
if(vErrors === null){
vErrors = [err98];
}
else {
vErrors.push(err98);
}
errors++;
}
if(data90 && typeof data90 == "object" && !Array.isArray(data90)){
for(const key6 in data90){
let data91 = data90[key6];
if((typeof data91 !== "string") && (data91 !== null)){
const err99 = {instancePath:instancePath+"/spec/egress/" + i13+"/to/" + i14+"/namespaceSelector/matchLabels/" + key6.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/spec/properties/egress/items/properties/to/items/properties/namespaceSelector/properties/matchLabels/additionalProperties/type",keyword:"type",params:{type: schema0.properties.spec.properties.egress.items.properties.to.items.properties.namespaceSelector.properties.matchLabels.additionalProperties.type}};
if(vErrors === null){
vErrors = [err99];
}
else {
vErrors.push(err99);
}
errors++;
}
if(errors >= 1000){
break;
}
}
}
}
if(data89.matchExpressions !== undefined){
let data92 = data89.matchExpressions;
if((!(Array.isArray(data92))) && (data92 !== null)){
const err100 = {instancePath:instancePath+"/spec/egress/" + i13+"/to/" + i14+"/namespaceSelector/matchExpressions",schemaPath:"#/properties/spec/properties/egress/items/properties/to/items/properties/namespaceSelector/properties/matchExpressions/type",keyword:"type",params:{type: schema0.properties.spec.properties.egress.items.properties.to.items.properties.namespaceSelector.properties.matchExpressions.type}};
if(vErrors === null){
vErrors = [err100];
}
else {
vErrors.push(err100);
}
errors++;
}
if(Array.isArray(data92)){
for(let i17=0; i17<data92.length; i17++){
let data93 = data92[i17];
if((!(data93 && typeof data93 == "object" && !Array.isArray(data93))) && (data93 !== null)){
const err101 = {instancePath:instancePath+"/spec/egress/" + i13+"/to/" + i14+"/namespaceSelector/matchExpressions/" + i17,schemaPath:"#/properties/spec/properties/egress/items/properties/to/items/properties/namespaceSelector/properties/matchExpressions/items/type",keyword:"type",params:{type: schema0.properties.spec.properties.egress.items.properties.to.items.properties.namespaceSelector.properties.matchExpressions.items.type}};
if(vErrors === null){
vErrors = [err101];
}
else {
vErrors.push(err101);
}
errors++;
}
if(data93 && typeof data93 == "object" && !Array.isArray(data93)){
if(data93.key !== undefined){
let data94 = data93.key;
if((typeof data94 !== "string") && (data94 !== null)){
const err102 = {instancePath:instancePath+"/spec/egress/" + i13+"/to/" + i14+"/namespaceSelector/matchExpressions/" + i17+"/key",schemaPath:"#/properties/spec/properties/egress/items/properties/to/items/properties/namespaceSelector/properties/matchExpressions/items/properties/key/type",keyword:"type",params:{type: schema0.properties.spec.properties.egress.items.properties.to.items.properties.namespaceSelector.properties.matchExpressions.items.properties.key.type}};
if(vErrors === null){
vErrors = [err102];
}
else {
vErrors.push(err102);
}
errors++;
}
}
if(data93.operator !== undefined){
let data95 = data93.operator;
if((typeof data95 !== "string") && (data95 !== null)){
const err103 = {instancePath:instancePath+"/spec/egress/" + i13+"/to/" + i14+"/namespaceSelector/matchExpressions/" + i17+"/operator",schemaPath:"#/properties/spec/properties/egress/items/properties/to/items/properties/namespaceSelector/properties/matchExpressions/items/properties/operator/type",keyword:"type",params:{type: schema0.properties.spec.properties.egress.items.properties.to.items.properties.namespaceSelector.properties.matchExpressions.items.properties.operator.type}};
if(vErrors === null){
vErrors = [err103];
}
else {
vErrors.push(err103);
}
errors++;
}
}
if(data93.values !== undefined){
let data96 = data93.values;
if((!(Array.isArray(data96))) && (data96 !== null)){
const err104 = {instancePath:instancePath+"/spec/egress/" + i13+"/to/" + i14+"/namespaceSelector/matchExpressions/" + i17+"/values",schemaPath:"#/properties/spec/properties/egress/items/properties/to/items/properties/namespaceSelector/properties/matchExpressions/items/properties/values/type",keyword:"type",params:{type: schema0.properties.spec.properties.egress.items.properties.to.items.properties.namespaceSelector.properties.matchExpressions.items.properties.values.type}};
if(vErrors === null){
vErrors = [err104];
}
else {
vErrors.push(err104);
}
errors++;
}
if(Array.isArray(data96)){
for(let i18=0; i18<data96.length; i18++){
let data97 = data96[i18];
if((typeof data97 !== "string") && (data97 !== null)){
const err105 = {instancePath:instancePath+"/spec/egress/" + i13+"/to/" + i14+"/namespaceSelector/matchExpressions/" + i17+"/values/" + i18,schemaPath:"#/properties/spec/properties/egress/items/properties/to/items/properties/namespaceSelector/properties/matchExpressions/items/properties/values/items/type",keyword:"type",params:{type: schema0.properties.spec.properties.egress.items.properties.to.items.properties.namespaceSelector.properties.matchExpressions.items.properties.values.items.type}};
if(vErrors === null){
vErrors = [err105];
}
else {
vErrors.push(err105);
}
errors++;
}
if(errors >= 1000){
break;
}
}
}
}
}
if(errors >= 1000){
break;
}
}
}
}
}
}
if(data79.ipBlock !== undefined){
let data98 = data79.ipBlock;
if((!(data98 && typeof data98 == "object" && !Array.isArray(data98))) && (data98 !== null)){
const err106 = {instancePath:instancePath+"/spec/egress/" + i13+"/to/" + i14+"/ipBlock",schemaPath:"#/properties/spec/properties/egress/items/properties/to/items/properties/ipBlock/type",keyword:"type",params:{type: schema0.properties.spec.properties.egress.items.properties.to.items.properties.ipBlock.type}};
if(vErrors === null){
vErrors = [err106];
}
else {
vErrors.push(err106);
}
errors++;
}
if(data98 && typeof data98 == "object" && !Array.isArray(data98)){
if(data98.cidr !== undefined){
let data99 = data98.cidr;
if((typeof data99 !== "string") && (data99 !== null)){
const err107 = {instancePath:instancePath+"/spec/egress/" + i13+"/to/" + i14+"/ipBlock/cidr",schemaPath:"#/properties/spec/properties/egress/items/properties/to/items/properties/ipBlock/properties/cidr/type",keyword:"type",params:{type: schema0.properties.spec.properties.egress.items.properties.to.items.properties.ipBlock.properties.cidr.type}};
if(vErrors === null){
vErrors = [err107];
}
else {
vErrors.push(err107);
}
errors++;
}
}
if(data98.except !== undefined){
let data100 = data98.except;
if((!(Array.isArray(data100))) && (data100 !== null)){
const err108 = {instancePath:instancePath+"/spec/egress/" + i13+"/to/" + i14+"/ipBlock/except",schemaPath:"#/properties/spec/properties/egress/items/properties/to/items/properties/ipBlock/properties/except/type",keyword:"type",params:{type: schema0.properties.spec.properties.egress.items.properties.to.items.properties.ipBlock.properties.except.type}};
if(vErrors === null){
vErrors = [err108];
}
else {
vErrors.push(err108);
}
errors++;
}
if(Array.isArray(data100)){
for(let i19=0; i19<data100.length; i19++){
let data101 = data100[i19];
if((typeof data101 !== "string") && (data101 !== null)){
const err109 = {instancePath:instancePath+"/spec/egress/" + i13+"/to/" + i14+"/ipBlock/except/" + i19,schemaPath:"#/properties/spec/properties/egress/items/properties/to/items/properties/ipBlock/properties/except/items/type",keyword:"type",params:{type: schema0.properties.spec.properties.egress.items.properties.to.items.properties.ipBlock.properties.except.items.type}};
if(vErrors === null){
vErrors = [err109];
}
else {
vErrors.push(err109);
}
errors++;
}
if(errors >= 1000){
break;
}
}
}
}
}
}
}
if(errors >= 1000){
break;
}
}
}
}
if(data77.ports !== undefined){
let data102 = data77.ports;
if((!(Array.isArray(data102))) && (data102 !== null)){
const err110 = {instancePath:instancePath+"/spec/egress/" + i13+"/ports",schemaPath:"#/properties/spec/properties/egress/items/properties/ports/type",keyword:"type",params:{type: schema0.properties.spec.properties.egress.items.properties.ports.type}};
if(vErrors === null){
vErrors = [err110];
}
else {
vErrors.push(err110);
}
errors++;
}
if(Array.isArray(data102)){
for(let i20=0; i20<data102.length; i20++){
let data103 = data102[i20];
if((!(data103 && typeof data103 == "object" && !Array.isArray(data103))) && (data103 !== null)){
const err111 = {instancePath:instancePath+"/spec/egress/" + i13+"/ports/" + i20,schemaPath:"#/properties/spec/properties/egress/items/properties/ports/items/type",keyword:"type",params:{type: schema0.properties.spec.properties.egress.items.properties.ports.items.type}};
if(vErrors === null){
vErrors = [err111];
}
else {
vErrors.push(err111);
}
errors++;
}
if(data103 && typeof data103 == "object" && !Array.isArray(data103)){
if(data103.protocol !== undefined){
let data104 = data103.protocol;
if((typeof data104 !== "string") && (data104 !== null)){
const err112 = {instancePath:instancePath+"/spec/egress/" + i13+"/ports/" + i20+"/protocol",schemaPath:"#/properties/spec/properties/egress/items/properties/ports/items/properties/protocol/type",keyword:"type",params:{type: schema0.properties.spec.properties.egress.items.properties.ports.items.properties.protocol.type}};
if(vErrors === null){
vErrors = [err112];
}
else {
vErrors.push(err112);
}
errors++;
}
}
if(data103.port !== undefined){
let data105 = data103.port;
if(((!(((typeof data105 == "number") && (!(data105 % 1) && !isNaN(data105))) && (isFinite(data105)))) && (typeof data105 !== "string")) && (data105 !== null)){
const err113 = {instancePath:instancePath+"/spec/egress/" + i13+"/ports/" + i20+"/port",schemaPath:"#/properties/spec/properties/egress/items/properties/ports/items/properties/port/type",keyword:"type",params:{type: schema0.properties.spec.properties.egress.items.properties.ports.items.properties.port.type}};
if(vErrors === null){
vErrors = [err113];
}
else {
vErrors.push(err113);
}
errors++;
}
if((typeof data105 == "number") && (isFinite(data105))){
if(data105 > 2147483647 || isNaN(data105)){
const err114 = {instancePath:instancePath+"/spec/egress/" + i13+"/ports/" + i20+"/port",schemaPath:"#/properties/spec/properties/egress/items/properties/ports/items/properties/port/maximum",keyword:"maximum",params:{comparison: "<=", limit: 2147483647}};
if(vErrors === null){
vErrors = [err114];
}
else {
vErrors.push(err114);
}
errors++;
}
if(data105 < -2147483648 || isNaN(data105)){
const err115 = {instancePath:instancePath+"/spec/egress/" + i13+"/ports/" + i20+"/port",schemaPath:"#/properties/spec/properties/egress/items/properties/ports/items/properties/port/minimum",keyword:"minimum",params:{comparison: ">=", limit: -2147483648}};
if(vErrors === null){
vErrors = [err115];
}
else {
vErrors.push(err115);
}
errors++;
}
}
}
if(data103.endPort !== undefined){
let data106 = data103.endPort;
if((!(((typeof data106 == "number") && (!(data106 % 1) && !isNaN(data106))) && (isFinite(data106)))) && (data106 !== null)){
const err116 = {instancePath:instancePath+"/spec/egress/" + i13+"/ports/" + i20+"/endPort",schemaPath:"#/properties/spec/properties/egress/items/properties/ports/items/properties/endPort/type",keyword:"type",params:{type: schema0.properties.spec.properties.egress.items.properties.ports.items.properties.endPort.type}};
if(vErrors === null){
vErrors = [err116];
}
else {
vErrors.push(err116);
}
errors++;
}
if((typeof data106 == "number") && (isFinite(data106))){
if(data106 > 2147483647 || isNaN(data106)){
const err117 = {instancePath:instancePath+"/spec/egress/" + i13+"/ports/" + i20+"/endPort",schemaPath:"#/properties/spec/properties/egress/items/properties/ports/items/properties/endPort/maximum",keyword:"maximum",params:{comparison: "<=", limit: 2147483647}};
if(vErrors === null){
vErrors = [err117];
}
else {
vErrors.push(err117);
}
errors++;
}
if(data106 < -2147483648 || isNaN(data106)){
const err118 = {instancePath:instancePath+"/spec/egress/" + i13+"/ports/" + i20+"/endPort",schemaPath:"#/properties/spec/properties/egress/items/properties/ports/items/properties/endPort/minimum",keyword:"minimum",params:{comparison: ">=", limit: -2147483648}};
if(vErrors === null){
vErrors = [err118];
}
else {
vErrors.push(err118);
}
errors++;
}
}
}
}
if(errors >= 1000){
break;
}
}
}
}
}
if(errors >= 1000){
break;
}
}
}
}
if(data35.policyTypes !== undefined){
let data107 = data35.policyTypes;
if((!(Array.isArray(data107))) && (data107 !== null)){
const err119 = {instancePath:instancePath+"/spec/policyTypes",schemaPath:"#/properties/spec/properties/policyTypes/type",keyword:"type",params:{type: schema0.properties.spec.properties.policyTypes.type}};
if(vErrors === null){
vErrors = [err119];
}
else {
vErrors.push(err119);
}
errors++;
}
if(Array.isArray(data107)){
for(let i21=0; i21<data107.length; i21++){
let data108 = data107[i21];
if((typeof data108 !== "string") && (data108 !== null)){
const err120 = {instancePath:instancePath+"/spec/policyTypes/" + i21,schemaPath:"#/properties/spec/properties/policyTypes/items/type",keyword:"type",params:{type: schema0.properties.spec.properties.policyTypes.items.type}};
if(vErrors === null){
vErrors = [err120];
}
else {
vErrors.push(err120);
}
errors++;
}
if(errors >= 1000){
break;
}
}
}
}
}
}
}
else {
const err121 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: schema0.type}};
if(vErrors === null){
vErrors = [err121];
}
else {
vErrors.push(err121);
}
errors++;
}
validate0.errors = vErrors;
return errors === 0;
}

export const judges: ValueValidator = validate1;
const schema1 = {"properties":{"metadata":{"properties":{"creationTimestamp":{"timestamp":true},"deletionTimestamp":{"timestamp":true},"labels":{"labelMap":true},"annotations":{"annotationMap":true},"ownerReferences":{"owners":true},"finalizers":{"finalizerNames":true},"managedFields":{"items":{"properties":{"time":{"timestamp":true}}}}}},"spec":{"properties":{"podSelector":{"properties":{"matchLabels":{"labelMap":true},"matchExpressions":{"items":{"selectorRequirement":true}}}},"ingress":{"items":{"properties":{"from":{"items":{"properties":{"podSelector":{"properties":{"matchLabels":{"labelMap":true},"matchExpressions":{"items":{"selectorRequirement":true}}}},"namespaceSelector":{"properties":{"matchLabels":{"labelMap":true},"matchExpressions":{"items":{"selectorRequirement":true}}}},"ipBlock":{"addressBlock":true}},"peer":true}},"ports":{"items":{"policyPort":true}}}}},"egress":{"items":{"properties":{"to":{"items":{"properties":{"podSelector":{"properties":{"matchLabels":{"labelMap":true},"matchExpressions":{"items":{"selectorRequirement":true}}}},"namespaceSelector":{"properties":{"matchLabels":{"labelMap":true},"matchExpressions":{"items":{"selectorRequirement":true}}}},"ipBlock":{"addressBlock":true}},"peer":true}},"ports":{"items":{"policyPort":true}}}}},"policyTypes":{"policyTypeList":true}}}},"identity":true};

function validate1(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
const problems0 = keywords.identity(data, this);
if(problems0.length > 0){
const err0 = {instancePath,schemaPath:"#/identity",keyword:"identity",params:{problems: problems0}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.metadata !== undefined){
let data0 = data.metadata;
if(data0 && typeof data0 == "object" && !Array.isArray(data0)){
if(data0.creationTimestamp !== undefined){
const problems1 = keywords.timestamp(data0.creationTimestamp, this);
if(problems1.length > 0){
const err1 = {instancePath:instancePath+"/metadata/creationTimestamp",schemaPath:"#/properties/metadata/properties/creationTimestamp/timestamp",keyword:"timestamp",params:{problems: problems1}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
}
if(data0.deletionTimestamp !== undefined){
const problems2 = keywords.timestamp(data0.deletionTimestamp, this);
if(problems2.length > 0){
const err2 = {instancePath:instancePath+"/metadata/deletionTimestamp",schemaPath:"#/properties/metadata/properties/deletionTimestamp/timestamp",keyword:"timestamp",params:{problems: problems2}};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
}
if(data0.labels !== undefined){
const problems3 = keywords.labelMap(data0.labels, this);
if(problems3.length > 0){
const err3 = {instancePath:instancePath+"/metadata/labels",schemaPath:"#/properties/metadata/properties/labels/labelMap",keyword:"labelMap",params:{problems: problems3}};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
}
if(data0.annotations !== undefined){
const problems4 = keywords.annotationMap(data0.annotations, this);
if(problems4.length > 0){
const err4 = {instancePath:instancePath+"/metadata/annotations",schemaPath:"#/properties/metadata/properties/annotations/annotationMap",keyword:"annotationMap",params:{problems: problems4}};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
}
if(data0.ownerReferences !== undefined){
const problems5 = keywords.owners(data0.ownerReferences, this);
if(problems5.length > 0){
const err5 = {instancePath:instancePath+"/metadata/ownerReferences",schemaPath:"#/properties/metadata/properties/ownerReferences/owners",keyword:"owners",params:{problems: problems5}};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
}
if(data0.finalizers !== undefined){
const problems6 = keywords.finalizerNames(data0.finalizers, this);
if(problems6.length > 0){
const err6 = {instancePath:instancePath+"/metadata/finalizers",schemaPath:"#/properties/metadata/properties/finalizers/finalizerNames",keyword:"finalizerNames",params:{problems: problems6}};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
}
if(data0.managedFields !== undefined){
let data7 = data0.managedFields;
if(Array.isArray(data7)){
for(let i0=0; i0<data7.length; i0++){
let data8 = data7[i0];
if(data8 && typeof data8 == "object" && !Array.isArray(data8)){
if(data8.time !== undefined){
const problems7 = keywords.timestamp(data8.time, this);
if(problems7.length > 0){
const err7 = {instancePath:instancePath+"/metadata/managedFields/" + i0+"/time",schemaPath:"#/properties/metadata/properties/managedFields/items/properties/time/timestamp",keyword:"timestamp",params:{problems: problems7}};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
}
}
if(errors >= 1000){
break;
}
}
}
}
}
}
if(data.spec !== undefined){
let data10 = data.spec;
if(data10 && typeof data10 == "object" && !Array.isArray(data10)){
if(data10.podSelector !== undefined){
let data11 = data10.podSelector;
if(data11 && typeof data11 == "object" && !Array.isArray(data11)){
if(data11.matchLabels !== undefined){
const problems8 = keywords.labelMap(data11.matchLabels, this);
if(problems8.length > 0){
const err8 = {instancePath:instancePath+"/spec/podSelector/matchLabels",schemaPath:"#/properties/spec/properties/podSelector/properties/matchLabels/labelMap",keyword:"labelMap",params:{problems: problems8}};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
}
if(data11.matchExpressions !== undefined){
let data13 = data11.matchExpressions;
if(Array.isArray(data13)){
for(let i1=0; i1<data13.length; i1++){
const problems9 = keywords.selectorRequirement(data13[i1], this);
if(problems9.length > 0){
const err9 = {instancePath:instancePath+"/spec/podSelector/matchExpressions/" + i1,schemaPath:"#/properties/spec/properties/podSelector/properties/matchExpressions/items/selectorRequirement",keyword:"selectorRequirement",params:{problems: problems9}};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
if(errors >= 1000){
break;
}
}
}
}
}
}
if(data10.ingress !== undefined){
let data15 = data10.ingress;
if(Array.isArray(data15)){
for(let i2=0; i2<data15.length; i2++){
let data16 = data15[i2];
if(data16 && typeof data16 == "object" && !Array.isArray(data16)){
if(data16.from !== undefined){
let data17 = data16.from;
if(Array.isArray(data17)){
for(let i3=0; i3<data17.length; i3++){
let data18 = data17[i3];
const problems10 = keywords.peer(data18, this);
if(problems10.length > 0){
const err10 = {instancePath:instancePath+"/spec/ingress/" + i2+"/from/" + i3,schemaPath:"#/properties/spec/properties/ingress/items/properties/from/items/peer",keyword:"peer",params:{problems: problems10}};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
if(data18 && typeof data18 == "object" && !Array.isArray(data18)){
if(data18.podSelector !== undefined){
let data19 = data18.podSelector;
if(data19 && typeof data19 == "object" && !Array.isArray(data19)){
if(data19.matchLabels !== undefined){
const problems11 = keywords.labelMap(data19.matchLabels, this);
if(problems11.length > 0){
const err11 = {instancePath:instancePath+"/spec/ingress/" + i2+"/from/" + i3+"/podSelector/matchLabels",schemaPath:"#/properties/spec/properties/ingress/items/properties/from/items/properties/podSelector/properties/matchLabels/labelMap",keyword:"labelMap",params:{problems: problems11}};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
}
if(data19.matchExpressions !== undefined){
let data21 = data19.matchExpressions;
if(Array.isArray(data21)){
for(let i4=0; i4<data21.length; i4++){
const problems12 = keywords.selectorRequirement(data21[i4], this);
if(problems12.length > 0){
const err12 = {instancePath:instancePath+"/spec/ingress/" + i2+"/from/" + i3+"/podSelector/matchExpressions/" + i4,schemaPath:"#/properties/spec/properties/ingress/items/properties/from/items/properties/podSelector/properties/matchExpressions/items/selectorRequirement",keyword:"selectorRequirement",params:{problems: problems12}};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
if(errors >= 1000){
break;
}
}
}
}
}
}
if(data18.namespaceSelector !== undefined){
let data23 = data18.namespaceSelector;
if(data23 && typeof data23 == "object" && !Array.isArray(data23)){
if(data23.matchLabels !== undefined){
const problems13 = keywords.labelMap(data23.matchLabels, this);
if(problems13.length > 0){
const err13 = {instancePath:instancePath+"/spec/ingress/" + i2+"/from/" + i3+"/namespaceSelector/matchLabels",schemaPath:"#/properties/spec/properties/ingress/items/properties/from/items/properties/namespaceSelector/properties/matchLabels/labelMap",keyword:"labelMap",params:{problems: problems13}};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
}
if(data23.matchExpressions !== undefined){
let data25 = data23.matchExpressions;
if(Array.isArray(data25)){
for(let i5=0; i5<data25.length; i5++){
const problems14 = keywords.selectorRequirement(data25[i5], this);
if(problems14.length > 0){
const err14 = {instancePath:instancePath+"/spec/ingress/" + i2+"/from/" + i3+"/namespaceSelector/matchExpressions/" + i5,schemaPath:"#/properties/spec/properties/ingress/items/properties/from/items/properties/namespaceSelector/properties/matchExpressions/items/selectorRequirement",keyword:"selectorRequirement",params:{problems: problems14}};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
if(errors >= 1000){
break;
}
}
}
}
}
}
if(data18.ipBlock !== undefined){
const problems15 = keywords.addressBlock(data18.ipBlock, this);
if(problems15.length > 0){
const err15 = {instancePath:instancePath+"/spec/ingress/" + i2+"/from/" + i3+"/ipBlock",schemaPath:"#/properties/spec/properties/ingress/items/properties/from/items/properties/ipBlock/addressBlock",keyword:"addressBlock",params:{problems: problems15}};
if(vErrors === null){
vErrors = [err15];
}
else {
vErrors.push(err15);
}
errors++;
}
}
}
if(errors >= 1000){
break;
}
}
}
}
if(data16.ports !== undefined){
let data28 = data16.ports;
if(Array.isArray(data28)){
for(let i6=0; i6<data28.length; i6++){
const problems16 = keywords.policyPort(data28[i6], this);
if(problems16.length > 0){
const err16 = {instancePath:instancePath+"/spec/ingress/" + i2+"/ports/" + i6,schemaPath:"#/properties/spec/properties/ingress/items/properties/ports/items/policyPort",keyword:"policyPort",params:{problems: problems16}};
if(vErrors === null){
vErrors = [err16];
}
else {
vErrors.push(err16);
}
errors++;
}
if(errors >= 1000){
break;
}
}
}
}
}
if(errors >= 1000){
break;
}
}
}
}
if(data10.egress !== undefined){
let data30 = data10.egress;
if(Array.isArray(data30)){
for(let i7=0; i7<data30.length; i7++){
let data31 = data30[i7];
if(data31 && typeof data31 == "object" && !Array.isArray(data31)){
if(data31.to !== undefined){
let data32 = data31.to;
if(Array.isArray(data32)){
for(let i8=0; i8<data32.length; i8++){
let data33 = data32[i8];
const problems17 = keywords.peer(data33, this);
if(problems17.length > 0){
const err17 = {instancePath:instancePath+"/spec/egress/" + i7+"/to/" + i8,schemaPath:"#/properties/spec/properties/egress/items/properties/to/items/peer",keyword:"peer",params:{problems: problems17}};
if(vErrors === null){
vErrors = [err17];
}
else {
vErrors.push(err17);
}
errors++;
}
if(data33 && typeof data33 == "object" && !Array.isArray(data33)){
if(data33.podSelector !== undefined){
let data34 = data33.podSelector;
if(data34 && typeof data34 == "object" && !Array.isArray(data34)){
if(data34.matchLabels !== undefined){
const problems18 = keywords.labelMap(data34.matchLabels, this);
if(problems18.length > 0){
const err18 = {instancePath:instancePath+"/spec/egress/" + i7+"/to/" + i8+"/podSelector/matchLabels",schemaPath:"#/properties/spec/properties/egress/items/properties/to/items/properties/podSelector/properties/matchLabels/labelMap",keyword:"labelMap",params:{problems: problems18}};
if(vErrors === null){
vErrors = [err18];
}
else {
vErrors.push(err18);
}
errors++;
}
}
if(data34.matchExpressions !== undefined){
let data36 = data34.matchExpressions;
if(Array.isArray(data36)){
for(let i9=0; i9<data36.length; i9++){
const problems19 = keywords.selectorRequirement(data36[i9], this);
if(problems19.length > 0){
const err19 = {instancePath:instancePath+"/spec/egress/" + i7+"/to/" + i8+"/podSelector/matchExpressions/" + i9,schemaPath:"#/properties/spec/properties/egress/items/properties/to/items/properties/podSelector/properties/matchExpressions/items/selectorRequirement",keyword:"selectorRequirement",params:{problems: problems19}};
if(vErrors === null){
vErrors = [err19];
}
else {
vErrors.push(err19);
}
errors++;
}
if(errors >= 1000){
break;
}
}
}
}
}
}
if(data33.namespaceSelector !== undefined){
let data38 = data33.namespaceSelector;
if(data38 && typeof data38 == "object" && !Array.isArray(data38)){
if(data38.matchLabels !== undefined){
const problems20 = keywords.labelMap(data38.matchLabels, this);
if(problems20.length > 0){
const err20 = {instancePath:instancePath+"/spec/egress/" + i7+"/to/" + i8+"/namespaceSelector/matchLabels",schemaPath:"#/properties/spec/properties/egress/items/properties/to/items/properties/namespaceSelector/properties/matchLabels/labelMap",keyword:"labelMap",params:{problems: problems20}};
if(vErrors === null){
vErrors = [err20];
}
else {
vErrors.push(err20);
}
errors++;
}
}
if(data38.matchExpressions !== undefined){
let data40 = data38.matchExpressions;
if(Array.isArray(data40)){
for(let i10=0; i10<data40.length; i10++){
const problems21 = keywords.selectorRequirement(data40[i10], this);
if(problems21.length > 0){
const err21 = {instancePath:instancePath+"/spec/egress/" + i7+"/to/" + i8+"/namespaceSelector/matchExpressions/" + i10,schemaPath:"#/properties/spec/properties/egress/items/properties/to/items/properties/namespaceSelector/properties/matchExpressions/items/selectorRequirement",keyword:"selectorRequirement",params:{problems: problems21}};
if(vErrors === null){
vErrors = [err21];
}
else {
vErrors.push(err21);
}
errors++;
}
if(errors >= 1000){
break;
}
}
}
}
}
}
if(data33.ipBlock !== undefined){
const problems22 = keywords.addressBlock(data33.ipBlock, this);
if(problems22.length > 0){
const err22 = {instancePath:instancePath+"/spec/egress/" + i7+"/to/" + i8+"/ipBlock",schemaPath:"#/properties/spec/properties/egress/items/properties/to/items/properties/ipBlock/addressBlock",keyword:"addressBlock",params:{problems: problems22}};
if(vErrors === null){
vErrors = [err22];
}
else {
vErrors.push(err22);
}
errors++;
}
}
}
if(errors >= 1000){
break;
}
}
}
}
if(data31.ports !== undefined){
let data43 = data31.ports;
if(Array.isArray(data43)){
for(let i11=0; i11<data43.length; i11++){
const problems23 = keywords.policyPort(data43[i11], this);
if(problems23.length > 0){
const err23 = {instancePath:instancePath+"/spec/egress/" + i7+"/ports/" + i11,schemaPath:"#/properties/spec/properties/egress/items/properties/ports/items/policyPort",keyword:"policyPort",params:{problems: problems23}};
if(vErrors === null){
vErrors = [err23];
}
else {
vErrors.push(err23);
}
errors++;
}
if(errors >= 1000){
break;
}
}
}
}
}
if(errors >= 1000){
break;
}
}
}
}
if(data10.policyTypes !== undefined){
const problems24 = keywords.policyTypeList(data10.policyTypes, this);
if(problems24.length > 0){
const err24 = {instancePath:instancePath+"/spec/policyTypes",schemaPath:"#/properties/spec/properties/policyTypes/policyTypeList",keyword:"policyTypeList",params:{problems: problems24}};
if(vErrors === null){
vErrors = [err24];
}
else {
vErrors.push(err24);
}
errors++;
}
}
}
}
}
validate1.errors = vErrors;
return errors === 0;
}
